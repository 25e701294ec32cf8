/* quantile - a value that a share of the values does not exceed.
 * Floor 2. Type 7 of Hyndman and Fan (1996), the default of R and NumPy: with h = (n - 1) p the value lies the
 * fraction h - floor(h) of the way from the sorted value floor(h) to the next, counted from 0.
 * NaN when n = 0 or p is not in [0, 1]; the values themselves must be numbers (no NaN). */
#ifndef SEG_QUANTILE_H
#define SEG_QUANTILE_H

#include <stddef.h>

/* By selection, without sorting: reorders the values, O(n) save for hostile orders, then O(n log n). */
double quantile_select(double *values, size_t n, double p);
double quantile_median(double *values, size_t n);

/* The value that k of the n values come before in ascending order, k < n, in the same way. */
double quantile_rank(double *values, size_t n, size_t k);

/* The same from values that already ascend. */
double quantile_sorted(const double *values, size_t n, double p);

/* Ascending order in place. */
void quantile_sort(double *values, size_t n);

/* Sorts, and gives the ends of the middle share of them: a percentile interval of draws. */
void quantile_middle(double *values, size_t n, double share, double *low, double *high);

#endif
