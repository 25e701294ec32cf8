/* survival - how long until something happens, when some have not been followed that long.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena. Nothing depends on the order of the subjects. */
#ifndef SEG_SURVIVAL_H
#define SEG_SURVIVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* Somebody who was followed for `time` (>= 0), until it happened or until the end of the data. */
struct survival_subject {
	int32_t time;
	uint32_t group;
	bool event;
};

/* What is known at a time at which it happened to somebody, or following ended for somebody. */
struct survival_point {
	int32_t time;
	uint64_t at_risk, events, censored; /* followed up to here; of them here */
	double share; /* to whom it has not happened yet: Kaplan and Meier (1958) */
	double low, high; /* log-log, as R's survfit(conf.type = "log-log"); NaN when the share is 0 or 1 */
};

struct survival_curve {
	struct survival_point *point; /* times ascend */
	size_t points;
	uint64_t subjects, events;
};

/* The curve of the subjects of one group. Greenwood's variance (1926). */
void survival_fit(struct survival_curve *out, struct arena *keep, const struct survival_subject *s,
                  size_t n, uint32_t group, double confidence);

/* The last point at or before a time; NULL when the curve has none yet: the share is 1. */
const struct survival_point *survival_at(const struct survival_curve *c, int32_t time);

/* How many have been followed for at least a time. */
uint64_t survival_followed(const struct survival_curve *c, int32_t time);

/* The log-rank test that groups 0 … groups - 1 have the same curve (Mantel 1966, Peto and Peto 1972; covariance of
 * the hypergeometric distribution), as R's survdiff. Groups without an expected event are left out; NaN when fewer
 * than two remain or nothing ever happens. */
struct survival_test {
	double statistic, df, p;
};
struct survival_test survival_log_rank(const struct survival_subject *s, size_t n, size_t groups);

#endif
