/* timeline - what orders say of months, of those who began together, and of second orders.
 * Floor 4. One fold over purchases; knows no page. Results are in the arena and do not depend on the order of rows. */
#ifndef SEG_TIMELINE_H
#define SEG_TIMELINE_H

#include "cohort.h"
#include "period.h"
#include "purchases.h"
#include "survival.h"

/* What happened in a stretch of time. */
struct timeline_sum {
	uint64_t customers, orders; /* customers with an order */
	__int128 amount;            /* sales less refunds */
};

/* The last `span` days of the data, and those before. */
struct timeline_spans {
	struct timeline_sum now, before;
	uint64_t both; /* customers with an order in either */
};

/* How long until the second order, for customers whose first one fell behind the first period of the data: who came in
 * that may have been a customer already. Orders on the day of the first belong to it. Groups are thirds by what the
 * first day brought, equal amounts together; one group for all when a third would hold fewer than `least`. */
#define TIMELINE_GROUPS 3
struct timeline_second {
	struct survival_subject *subject; /* in no order */
	size_t n, groups;
	__int128 least[TIMELINE_GROUPS], most[TIMELINE_GROUPS]; /* first-day amounts in each group */
};

struct timeline {
	bool any; /* a row counts; without it all else is empty */
	int32_t first_day, last_day;
	/* Months that the data cover whole, of which `first` is the first: sum[group * months + month], and those of all. */
	int32_t first;
	size_t months;
	struct timeline_sum *sum, *sum_of_all;
	struct timeline_spans *spans,
		spans_of_all;        /* per group; zeros when the data are shorter than two spans */
	bool compared;               /* they are not */
	struct cohort_state cohorts; /* empty when no period is covered whole */
	struct timeline_second second;
};

struct timeline_options {
	const struct period_kind *cohort;
	const size_t *group_of; /* of each row of the frame */
	size_t groups;
	int32_t span;
	size_t least;
	size_t threads;
};

/* False: an order, or all of them together, are too large to be added up. */
bool timeline_take(struct timeline *t, struct arena *keep, struct purchases *p,
                   const struct timeline_options *o);

#endif
