/* census - counts and adds up customers, one row each, in all and by segment.
 * Floor 4. Reads a frame and knows no page. Names are cells of the frame, everything else is in the arena; exact or
 * of sorted values, so that the order of rows never shows. A cell that is no number ends the program (exit 3). */
#ifndef SEG_CENSUS_H
#define SEG_CENSUS_H

#include "exact.h"
#include "frame.h"
#include "lorenz.h"

#define CENSUS_TYPICAL 3

/* What stands where; SIZE_MAX is a column that is not there. */
struct census_columns {
	size_t segment;
	size_t value, orders;
	size_t first, last;             /* days of the first and the last order */
	size_t typical[CENSUS_TYPICAL]; /* numbers whose medians are wanted */
};

struct census_group {
	struct str name; /* as it stands in the table; empty: no segment */
	uint64_t customers;
	struct exact value;             /* sum */
	double typical[CENSUS_TYPICAL]; /* medians of who has a value; NaN when nobody has */
};

struct census {
	struct census_group *group; /* in byte order of the names */
	size_t groups;
	struct census_group all;
	uint64_t valued;      /* customers with a value, */
	uint64_t negative;    /* those of them below zero */
	struct lorenz lorenz; /* of their values */
	struct exact orders;  /* sum */
	uint64_t once, again; /* customers with an order, with two or more */
	bool has_span;        /* every customer who has dates has two good ones, and somebody has */
	int32_t first_day, last_day;
};

void census_take(struct census *c, struct arena *keep, const struct frame *f,
                 const struct census_columns *col, struct crew *crew);

#endif
