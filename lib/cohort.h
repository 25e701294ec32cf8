/* cohort - who began together, and what they did afterwards.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena. Counts and amounts are integers, so that nothing
 * depends on order. Periods are consecutive integers (period.h); an age is periods since the first one. */
#ifndef SEG_COHORT_H
#define SEG_COHORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* What one customer did: entries of a period with orders, periods ascending and each once, then refunds (no orders) in
 * any order. The first with an order is where the customer begins; a refund of before counts there. */
struct cohort_activity {
	int32_t period;
	uint32_t orders;
	__int128 amount; /* sales less refunds; sums are modulo 2^128: who adds sees to their range */
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

/* The state of the fold: what customers did whose first order fell into `first` … `to`, by the period in which they
 * began. `to` is the last period that the data cover whole. */
struct cohort_state {
	int32_t first, to;
	uint64_t *customers;
	struct cohort_cell *cell; /* row after row, each as long as its customers were followed */
};
void cohort_init(struct cohort_state *s, struct arena *keep, int32_t first, int32_t to); /* to < first: empty */
void cohort_add(struct cohort_state *s, const struct cohort_activity *a, size_t n); /* one customer's */
void cohort_merge(struct cohort_state *s, const struct cohort_state *other);

/* Cohorts of fewer than `least` join the next. The first cohort begins with the data: it holds customers who came
 * earlier too, and so is not in `all`. */
void cohort_result(struct cohorts *out, struct arena *keep, const struct cohort_state *s, uint64_t least);

#endif
