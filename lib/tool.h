/* tool - what every tool does at its two ends: what it was told, and how it leaves.
 * Floor 3. main calls options_read (common.h), which fills the struct, and ends with tool_close. */
#ifndef SEG_TOOL_H
#define SEG_TOOL_H

#include "input.h"
#include "out.h"

#define TOOL_COUNTS 128

struct tool {
	const char *usage;   /* the line of --help */
	const char *output;  /* NULL: standard output */
	const char *columns; /* of -C, or NULL */
	const char *stats;   /* a file, or NULL */
	bool names_only;     /* --print-columns: the header is written, and nothing read */
	enum progress progress;
	size_t threads;
	char *const *files;
	size_t n_files;
	/* for --stats, in the order they were counted */
	struct {
		const char *name;
		uint64_t n;
	} count[TOOL_COUNTS];
	size_t counts;
	double started;
};

/* Names the program, makes the standard streams safe to open files beside. First thing in main. */
void tool_start(struct tool *t, const char *program);

/* Says the usage and ends with exit 2 when rows would have to come from a terminal. */
void tool_wants_input(const struct tool *t);

/* Options as numbers, or exit 2 with the option's name. */
uint64_t tool_count(const char *option, const char *text, uint64_t least, uint64_t most);
double tool_number(const char *option, const char *text, double least, double most);
int32_t tool_day(const char *option, const char *text);

/* Takes names off a comma list; SIZE_MAX columns end the program as input_column does. Returns how many. */
size_t tool_columns(const struct input *in, const char *list, size_t *column, size_t most,
                    const char *option);

/* Opens the input as told, a terminal refused. */
void tool_input(const struct tool *t, struct input *in);

/* For --print-columns of a tool that passes columns on: its input is empty and has the columns of -C, which is
 * required; its header is written as without -C. Before tool_input. */
void tool_names_only(struct tool *t);

/* Writes names as -C takes them as a header line. */
void tool_put_names(struct out *out, const char *names);

/* One number for --stats. */
void tool_stat(struct tool *t, const char *name, uint64_t n);

/* Rows in are rows out, or a programming error ends the program (exit 4). */
void tool_conserve(uint64_t in, uint64_t out);

/* Writes --stats now, for a tool that is about to end badly; tool_close does it otherwise. */
void tool_write_stats(const struct tool *t);

/* Prints help or version and ends; exit 4 when they cannot be written. */
_Noreturn void tool_printed(void);

/* Writes --stats, closes the output, and returns the exit status 0. Mains call options_close (common.h). */
int tool_close(struct tool *t, struct out *out);

#endif
