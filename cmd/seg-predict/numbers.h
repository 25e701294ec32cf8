/* numbers - columns of a table as numbers in tiles, and what the others hold.
 * A column is one of numbers when something is there and nothing else is. */
#ifndef NUMBERS_H
#define NUMBERS_H

#include "frame.h"
#include "gram.h"
#include "predict.h"

enum column_type { WORDS, NUMBERS, DATES, NOTHING };

struct numbers {
	const struct predict *predict;
	const struct frame *frame;
	const bool *wanted;     /* of each column of the input */
	enum column_type *type; /* the same, at the end */
	size_t *slot; /* of each column that may be of numbers: which of the tiles, or SIZE_MAX */
	size_t slots, *column; /* of the input, of each slot */
	double *tiles;         /* of gram.h, a column a slot; NaN: missing, and past the last row */
	const size_t *place;   /* of each row: its place in the tiles; NULL: the same */
};

/* What was seen of a column. */
struct numbers_seen {
	bool wrong, any; /* something is no number, something is there */
};

/* Gives a slot to each wanted column whose first rows here are nothing but numbers; true when all got one. */
bool numbers_choose(struct numbers *x, const struct frame_part *first);

/* Room in the tiles for so many rows. */
void numbers_room(struct numbers *x, size_t rows);

/* A row's numbers into its place; of a column that went wrong nothing more is read. */
void numbers_row(const struct numbers *x, const struct row *row, size_t place, struct numbers_seen *seen);

/* Whether the numbers say all that is wanted: no column is of anything else. */
bool numbers_suffice(const struct numbers *x, const struct numbers_seen *seen);

/* Once all n rows are in: NaN past the last, and the types by what was seen. Rows must be in memory unless the numbers
 * suffice. */
void numbers_end(struct numbers *x, size_t n, const struct numbers_seen *seen);

/* All of it for rows in memory. */
void numbers_read(struct numbers *x, struct crew *crew);

#endif
