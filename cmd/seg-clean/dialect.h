/* dialect - how a file is written: told by options, or found in its first lines. */
#ifndef SEG_CLEAN_DIALECT_H
#define SEG_CLEAN_DIALECT_H

#include "csv.h"

/* What options say; NULL and false where they say nothing. */
struct dialect_told {
	const char *delimiter, *quote;
	enum { FORM_AUTO, FORM_CSV, FORM_TSV, FORM_TSV_QUOTED } form;
	bool preamble_told, no_header;
	size_t preamble;   /* lines */
	size_t cell_lines; /* that a quoted cell may go over; 0: not told */
};

/* Wrong usage ends the program. */
void dialect_check(const struct dialect_told *told);

/* The dialect of a file that begins with these bytes; *skip of them stand before the header. Says what it chose where
 * that may surprise. False: more bytes are needed; `last` says there are none. */
bool dialect_find(const struct dialect_told *told, const char *file, struct str bytes, bool last,
                  struct csv_dialect *d, size_t *skip);

#endif
