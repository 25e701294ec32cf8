/* ranks - what can be said of numbers from their order: how two groups of them lie to each other.
 * Floor 2. Arrays in, numbers out. Values ascend, each once, with how often it occurs: so equal values are met together,
 * sums run in the order of values, and the order of rows cannot show. Counts add up to less than 2^53. */
#ifndef SEG_RANKS_H
#define SEG_RANKS_H

#include <stddef.h>
#include <stdint.h>

struct ranks {
	const double *value;
	const uint64_t *count; /* may be 0 */
	size_t n;
	uint64_t total; /* of count */
};

/* NaN without values; the variance (over total - 1) is NaN below two. */
struct ranks_moments {
	double mean, variance;
};
struct ranks_moments ranks_moments(struct ranks r);

/* Type 7 of Hyndman and Fan (1996), as in quantile.h. */
double ranks_quantile(struct ranks r, double p);

/* Order statistics that the true quantile lies between with at least this confidence, from the binomial distribution
 * (Conover 1999, section 3.2); NaN where there is none so far out. */
struct ranks_bounds {
	double low, high;
};
struct ranks_bounds ranks_quantile_bounds(struct ranks r, double p, double confidence);

/* P(a > b) + P(a = b) / 2 of one value of each: Mann and Whitney's U over both totals, the area under the ROC curve when
 * a are the scores of positives. error: DeLong and others (1988). p: the normal approximation of U with ties and
 * continuity corrected; NaN when all values are equal. NaN throughout when either is empty, the error alone when either
 * has one value. */
struct ranks_superiority {
	double value, error, p;
};
struct ranks_superiority ranks_superiority(struct ranks a, struct ranks b);

/* The largest distance of both distribution functions, and the limiting p of Kolmogorov and Smirnov (1939). */
struct ranks_distance {
	double value, p;
};
struct ranks_distance ranks_kolmogorov(struct ranks a, struct ranks b);

/* The area between both distribution functions (Wasserstein's distance of order 1). */
double ranks_wasserstein(struct ranks a, struct ranks b);

#endif
