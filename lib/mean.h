/* mean - averages of customers, and how far chance may have moved them.
 * Floor 2. Arrays in, numbers out; NaN means undefined. Values are finite; the order in which they come never
 * shows. */
#ifndef SEG_MEAN_H
#define SEG_MEAN_H

#include <stddef.h>

struct mean_interval {
	double value, low, high;
};

/* The mean of n values with Student's interval (1908). NaN throughout when n = 0, the bounds alone when n = 1. */
struct mean_interval mean_of(const double *x, size_t n, double confidence);

/* The sum of y over the sum of x, customers drawn as wholes: Cochran (1977), Sampling Techniques, section 2.11, the
 * estimate of a ratio, with Student's t on n - 1 degrees. Say spend over orders, which is the average order, or the
 * spend of a segment (0 for the others) over all, which is its share. NaN throughout when the sum of x is not above 0,
 * the bounds alone when n < 2. */
struct mean_interval mean_ratio(const double *y, const double *x, size_t n, double confidence);

/* That share from sums: what the customers of the segment brought, what the others did, and the squares of it; all
 * together are n. */
struct mean_part {
	double sum, squares;
};
struct mean_interval mean_share(struct mean_part own, struct mean_part others, size_t n,
                                double confidence);

#endif
