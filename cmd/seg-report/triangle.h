/* triangle - which cells of the triangle of cohorts are told, and which months beside them.
 * A cohort's cell of an age is also part of a period, of which `months` tells the sum; so cells are hidden until the
 * small ones cannot be worked out from the sums of ages and periods together, and where that takes it two months are. */
#ifndef SEG_REPORT_TRIANGLE_H
#define SEG_REPORT_TRIANGLE_H

#include "report.h"

struct triangle {
	struct cohorts cohorts;
	bool told;           /* false: hiding cells is not enough */
	enum protect *mark;  /* of cohort k at an age: mark[k * cohorts.ages + age] */
	bool *all;           /* whether the sum of all but the first cohort is told, of an age */
	enum protect *month; /* of the whole months of the timeline; NULL: none may be told */
};

/* Made when it is first asked for; NULL without orders. */
const struct triangle *triangle_of(struct report *r, const struct sources *s);

static inline enum protect triangle_mark(const struct triangle *t, size_t k, size_t age)
{
	return t->mark[k * t->cohorts.ages + age];
}

/* Whether nothing of a cohort is hidden. */
bool triangle_open(const struct triangle *t, size_t k);

#endif
