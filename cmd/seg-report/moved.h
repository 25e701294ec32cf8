/* moved - the columns of the table of moves, for whoever draws it. */
#ifndef SEG_REPORT_MOVED_H
#define SEG_REPORT_MOVED_H

#include "drawn.h"

enum { MOVE_FROM, MOVE_TO, MOVE_CUSTOMERS, MOVE_SHARE, MOVE_BEFORE, MOVE_COLUMNS };

#define MOVE_NOT_YET "not yet a customer"
#define MOVE_GONE "no longer a customer"
#define MOVE_NO_SEGMENT "no segment"

/* Of the two segments that bring most, the one whose size changed most: what it was and is. */
struct moved {
	const struct drawn_segment *of; /* NULL: that is not told */
	uint64_t before, now;
};
struct moved moved_most(const struct report *r, const struct drawn *d);
const char *moved_words(const struct report *r, const struct moved *m); /* "Regulars grew from 413 to 711" */

#endif
