/* tool_data - the text files of a tool's data folder, compiled into it.
 * Floor 0. The Makefile makes the table from cmd/<tool>/data; a tool without that folder has none.
 * Everything is there for as long as the program runs. */
#ifndef SEG_TOOL_DATA_H
#define SEG_TOOL_DATA_H

struct tool_data {
	const char *name; /* of the file, without its suffix; NULL after the last */
	const char *text; /* the bytes of the file, then NUL */
	unsigned long size;
};

extern const struct tool_data tool_data[]; /* in the order of names */

#endif
