/* csv - records of hand-made files: comma, semicolon, tab or blank separated, quoted or not.
 * Floor 3. The only module that knows libcsv: it is given the records that hold a carriage return inside quotes, or a
 * cell that goes over lines and may have been opened by a stray quote; all others are cut, and unquoted, here.
 * A reader belongs to one worker; cells are good until its next verb. */
#ifndef SEG_CSV_H
#define SEG_CSV_H

#include "quoting.h"

#define CSV_RECORD_MOST (16u << 20)
#define CSV_COLUMNS_MOST 4096

enum csv_status {
	CSV_ROW,
	CSV_BAD_QUOTE, /* text after a closing quote, or a quote that is not closed */
	CSV_RUNAWAY,   /* a quote that closes too late, or each line that it goes over is a row */
	CSV_TOO_WIDE   /* more than CSV_COLUMNS_MOST cells */
};

struct csv_record {
	enum csv_status status;
	struct str raw;        /* the bytes of the record without its line end */
	size_t line;           /* physical lines of the block before it */
	size_t opened, closed; /* of CSV_RUNAWAY: the same, before the quotes; closed is 0 for too late */
	const struct str *cell; /* without quotes; seg-tsv escapes still stand */
	size_t cells;
	bool plain; /* ASCII without tab, backslash or control bytes: nothing to escape or to check */
	bool quoted; /* some cell was: raw is not the cells with delimiters between them */
};

struct csv_reader;

/* In a table of one column a blank line is a row with a missing value, unless blanks separate; in all others it is
 * passed over. */
struct csv_reader *csv_open(const struct csv_dialect *d);

/* Reads n bytes of whole records next (n < 2^31). */
void csv_start(struct csv_reader *r, const char *p, size_t n);

/* The next record; false at the end. */
bool csv_next(struct csv_reader *r, struct csv_record *out);

/* How many bytes the records so far took, blank lines between them included. */
size_t csv_taken(const struct csv_reader *r);

void csv_close(struct csv_reader *r);

#endif
