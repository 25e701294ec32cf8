/* pool - groups of too few rows are put together before anything is measured, so that no figure tells of them.
 * Rows of pooled groups get CROSSTAB_POOLED for a value, in every table alike: whatever is derived from the tables afterwards
 * is a function of rows among which no group is small. Which groups go beside the small ones is protect.h's to say. */
#ifndef SEG_POOL_H
#define SEG_POOL_H

#include "question.h"

/* The names of the groups that went, in byte order. */
struct pool {
	struct pool_row {
		struct str group_by, group;
	} * row;
	size_t n;
};

/* Ends the program (exit 2) when what was asked for cannot be kept from giving groups away: crossings of some of the
 * group columns only, tables beside crossings, a group column that is counted, too. */
void pool_check(const struct count *c, bool population);

/* Groups that any row of the audit would be about with 1 to least - 1 rows, and as many others as it takes, become one
 * group. What was done is said; ends the program (exit 3) when there are fewer rows than `least` in all. */
struct pool pool_groups(struct arena *a, struct count *c, const struct questions *q, uint64_t least);

bool pool_has(const struct pool *p, struct str group_by, struct str group);

#endif
