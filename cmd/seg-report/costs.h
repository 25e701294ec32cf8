/* costs - what customers cost: a table of money per customer, by segment. */
#ifndef SEG_REPORT_COSTS_H
#define SEG_REPORT_COSTS_H

#include "side.h"

/* Per customer; NaN: not said. The row of the empty segment holds for all that have none of their own. */
struct costs {
	double acquisition, service, margin;
};

/* Of a segment by its name in the report; `f` may be NULL. A row of a segment that is not in `c`, and a number that
 * cannot be, end the program (exit 3). */
void costs_check(const struct report *r, const struct frame *f, const struct census *c);
struct costs costs_of(const struct report *r, const struct frame *f, struct str segment);

#endif
