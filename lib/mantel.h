/* mantel - two groups compared within strata, so that what the strata explain does not count.
 * Floor 2. Counts in, doubles out; NaN means undefined. */
#ifndef SEG_MANTEL_H
#define SEG_MANTEL_H

#include "fair.h"

/* One stratum: of the group and of its reference, those with the outcome and those without. */
struct mantel_stratum {
	uint64_t hits, misses, to_hits, to_misses;
};

struct mantel {
	size_t informative; /* strata in which both have rows */
	struct fair_estimate odds; /* common odds ratio (Mantel and Haenszel 1959), with the interval of Robins, Breslow
	                            * and Greenland (1986) on the log scale */
	struct fair_estimate ratio; /* common ratio of rates, with the interval of Greenland and Robins (1985) */
	double difference;   /* common difference of rates, the same */
	double statistic, p; /* Cochran, Mantel and Haenszel's test, without continuity correction */
};

/* Estimates are NaN where nothing is there to divide by, and intervals where one of their sums is 0. */
struct mantel mantel_compare(const struct mantel_stratum *s, size_t n, double confidence);

#endif
