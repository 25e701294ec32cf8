/* cohort - who began together, and what they did afterwards.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena. Counts and amounts are integers, so that nothing
 * depends on order. Periods are consecutive integers (period.h); an age is periods since the first one. */
#ifndef SEG_COHORT_H
#define SEG_COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* What one customer did in one period: one entry per customer and period, a customer's own in a row and ascending.
 * The first with an order is where the customer begins; what comes before (refunds alone) counts there. */
struct cohort_activity {
	uint32_t customer;
	int32_t period;
	uint32_t orders;
	__int128 amount; /* sales less refunds */
};

struct cohort_cell {
	uint64_t active, later; /* customers with an order in the period; in it or a later one that was seen whole */
	uint64_t orders;
	__int128 amount;
};

struct cohort {
	int32_t first, last; /* periods that were put together: one, unless too few began in it */
	uint64_t customers;
	struct cohort_cell *cell; /* of age 0 … ages - 1 */
	size_t ages;              /* that were seen whole by all of them */
};

struct cohorts {
	struct cohort *cohort; /* in the order of time; periods in which nobody began are left out */
	size_t n, ages;        /* the largest `ages` */
	struct cohort all;     /* all but the first, each age over those who were seen that long */
	uint64_t *followed;    /* customers behind each age of `all` */
};

/* `to`: the last period that the data cover whole; cohorts of fewer than `least` join the next.
 * Customers who begin after `to` are not in it. The first cohort begins with the data: it holds customers who came
 * earlier too, and so is not in `all`. */
void cohorts_fit(struct cohorts *out, struct arena *keep, const struct cohort_activity *a, size_t n,
                 int32_t to, uint64_t least);

#endif
