/* timeline - what purchases of orders says of periods, of those who began together, and of second orders.
 * Floor 4. Reads purchases, knows no page. Results are in the arena; in the order of time, or of customers. */
#ifndef SEG_TIMELINE_H
#define SEG_TIMELINE_H

#include "cohort.h"
#include "purchases.h"
#include "period.h"
#include "survival.h"

/* What happened in a stretch of days. */
struct timeline_sum {
	uint64_t customers, orders; /* customers with an order */
	__int128 amount;            /* sales less refunds */
};

/* From day `from` to day `to`, both included. */
struct timeline_sum timeline_days(const struct purchases *h, int32_t from, int32_t to);

/* The whole periods of the data, of which `first` is the first. */
struct timeline {
	int32_t first;
	size_t periods;
	struct timeline_sum *sum;
};
void timeline_periods(struct timeline *t, struct arena *keep, const struct purchases *h,
                      const struct period_kind *kind);

/* The same of each group of customers, period by period: sum[group * periods + period]; group_of is per row of the
 * frame. */
void timeline_groups(struct timeline *t, struct arena *keep, const struct purchases *h,
                     const struct period_kind *kind, const size_t *group_of, size_t groups);

/* The first and the last period that the data cover whole; false when there is none. */
bool timeline_whole(const struct purchases *h, const struct period_kind *kind, int32_t *first,
                    int32_t *last);

/* Who did something in which period, as cohorts_fit takes it. */
struct cohort_activity *timeline_activity(const struct purchases *h, struct arena *keep,
                                          const struct period_kind *kind, size_t *n);

/* How long until the second order, for customers whose first one fell on day `from` or later. Orders on the day of
 * the first belong to it. Groups are thirds by what the first day brought, equal amounts together; one group for all
 * when a third would hold fewer than `least`. */
#define TIMELINE_GROUPS 3
struct timeline_second {
	struct survival_subject *subject;
	size_t n, groups;
	__int128 least[TIMELINE_GROUPS], most[TIMELINE_GROUPS]; /* first-day amounts in each group */
};
void timeline_second(struct timeline_second *out, struct arena *keep, const struct purchases *h,
                     int32_t from, size_t least);

#endif
