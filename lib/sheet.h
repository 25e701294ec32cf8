/* sheet - which cells of a published table must stay hidden so that small ones cannot be worked out.
 * Floor 2. Arrays in, marks out; the reader is taken to know what protect.h says. */
#ifndef SEG_SHEET_H
#define SEG_SHEET_H

#include "protect.h"

/* Counts of rows x columns, row-major, with the totals of all rows and columns known: the hypercube method of
 * Repsilber (1994). Every small count gets rectangles of hidden cells along which it could be anything from 1 to
 * least - 1 without any total changing. False when there are none: then the table must not be told at all. */
bool sheet_table(enum protect *mark, const uint64_t *count, size_t rows, size_t columns, uint64_t least);

/* The same where totals need not be told: where that is cheaper than a rectangle, or there is none, those of two columns
 * are taken back, so that customers of one row may have been in either; or those of two rows; or of the row and the
 * column of the small one. Of the untold columns together a reader knows the events of what is hidden, of which every
 * customer has one at least. */
struct sheet {
	enum protect *mark;
	const uint64_t *count;
	const uint64_t *most;   /* what a reader knows that a cell is at most */
	const uint64_t *events; /* at least as many as are counted */
	size_t rows, columns;
	uint64_t least;
	bool *row_told, *column_told; /* whose totals are, before and after */
};
bool sheet_protect(const struct sheet *s);

#endif
