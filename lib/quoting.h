/* quoting - where quoted fields end, and which quotes are stray ones.
 * Floor 3. Bytes and a dialect; no records yet. */
#ifndef SEG_QUOTING_H
#define SEG_QUOTING_H

#include <stdbool.h>

#include "str.h"

#define CSV_FIELD_MOST (1u << 20) /* bytes of one quoted field: beyond it a quote never closed */
#define CSV_LINES_MOST 100
#define CSV_STRAY 5

struct csv_dialect {
	char delimiter; /* '\0': runs of blanks and tabs */
	char quote;     /* '\0': none */
	bool escapes;   /* seg-tsv: \t \n \r \\ stand for what they say */
	/* A quoted cell goes over so many line ends at most; 0: CSV_LINES_MOST, and what the next line says. */
	size_t lines_most;
	/* Of the table, or 0 when that is not known. A cell that goes over lines of which each would be a row of so many
	 * cells, with CSV_STRAY delimiters in it, was opened by a stray quote. */
	size_t columns;
};

/* Line ends that a quoted cell may go over. */
size_t quoting_lines_most(const struct csv_dialect *d);

/* A CR ends a field only where it belongs to the line end. */
bool quoting_ends(const struct csv_dialect *d, const char *p, size_t n, size_t at);

enum quoting {
	QUOTING_CLOSED,
	QUOTING_BAD, /* never closed, or text after it */
	QUOTING_STRAY, /* closed, but each line it goes over is a row: a letter that looks like a quote */
	QUOTING_LATE, /* goes over too many lines */
	QUOTING_MORE  /* the answer may lie beyond n; never when `last` says that nothing does */
};

/* Where the field opened by the quote at `open` is closed; a record begins at or before p + open. */
enum quoting quoting_close(const struct csv_dialect *d, const char *p, size_t n, size_t open,
                           bool last, size_t *close);

/* Where the line that holds p + at ends: behind its line end, or n. */
size_t quoting_line(const char *p, size_t n, size_t at);

size_t quoting_count(char c, const char *p, size_t n);

/* How many bytes at p are whole records: cut there, and nothing is torn. 0 asks for more bytes; `last` says there are
 * none. A quote that opens a field and is never closed, is followed by text, or runs away, costs its own line only. */
size_t quoting_whole(const struct csv_dialect *d, const char *p, size_t n, bool last);

#endif
