/* census - counts and adds up customers, one row each, in all and by segment.
 * Floor 4. Reads a frame and knows no page. Names are cells of the frame, everything else is in the arena; exact or
 * of sorted values, so that the order of rows never shows. A cell that is no number ends the program (exit 3). */
#ifndef SEG_CENSUS_H
#define SEG_CENSUS_H

#include "exact.h"
#include "grid.h"
#include "lorenz.h"
#include "spreads.h"

#define CENSUS_TYPICAL 3
#define CENSUS_GRID 50
#define CENSUS_GRID_WIDE 200 /* customers, for five classes rather than three */

#define CENSUS_SQUARED 1000
#define CENSUS_TRAITS 40
#define CENSUS_STAGES 4
#define CENSUS_STAGE_DAYS                                                                          \
	90 /* new and active: up to so many days; slowing: up to twice as many; lapsed: beyond */

/* What stands where; SIZE_MAX is a column that is not there. */
struct census_columns {
	size_t segment;
	struct str (*name)(const void *names, struct str segment); /* what it is called; NULL: as it stands */
	const void *names;
	size_t value, orders, recency;
	size_t first, last;             /* days of the first and the last order */
	size_t typical[CENSUS_TYPICAL]; /* numbers whose medians are wanted */
	size_t tenure;                  /* days since the first order */
	size_t *trait, traits;          /* those that may set a group apart, if they are numbers */
};

struct census_group {
	struct str name; /* as it stands in the table; empty: no segment */
	uint64_t customers;
	struct exact value; /* sum */
	double squares;     /* of the values, added up; NaN with more than CENSUS_SQUARED groups */
	__int128 largest, second;       /* values of it, 0 or more */
	double typical[CENSUS_TYPICAL]; /* medians of who has a value; NaN when nobody has */
	uint64_t stage[CENSUS_STAGES];  /* new, active, slowing, lapsed: of who has an order */
};

struct census {
	struct census_group *group; /* in byte order of the names */
	size_t groups;
	const size_t *group_of;                     /* per row of the frame */
	struct spreads_column trait[CENSUS_TRAITS]; /* of those asked for, the first that are numbers */
	size_t traits;
	bool has_stages;
	struct census_group all;
	uint64_t valued;      /* customers with a value, */
	uint64_t negative;    /* those of them below zero */
	struct lorenz lorenz; /* of their values */
	struct exact orders;  /* sum */
	uint64_t once, again; /* customers with an order, with two or more */
	struct grid grid;     /* of recency and orders; empty under CENSUS_GRID customers */
	bool has_span;        /* every customer who has dates has two good ones, and somebody has */
	int32_t first_day, last_day;
};

void census_take(struct census *c, struct arena *keep, const struct frame *f,
                 const struct census_columns *col, struct crew *crew);

#endif
