/* heat - tables whose cells are shaded by what they hold: the number stands in the cell, so no key is needed. */
#ifndef SEG_HEAT_H
#define SEG_HEAT_H

#include "report.h"

/* Shades go by the printed values, so that equal numbers look equal. Starts as zero bytes, at 0: then by their roots, as
 * counts differ by the hundred. */
struct heat {
	bool decimals; /* one, in percentages under 10 */
	bool begun;    /* `lowest` is one of the cells, not 0 */
	double lowest, highest;
};

void heat_include(struct heat *h, const struct cell *c);
void heat_from_lowest(struct heat *h, const struct cell *c); /* the same, and the lightest shade is the lowest */

/* The number as it stands in a cell: a percentage without its sign. */
const char *heat_say(const struct report *r, const struct heat *h, const struct cell *c);

/* Soft and unshaded when `pale`, or when there is no number. */
void heat_cell(struct buf *b, const struct report *r, const struct heat *h, const struct cell *c,
               const char *more, bool pale);

#endif
