/* shrink - rates of small groups, drawn towards the rate of all as far as the groups are alike.
 * Floor 2. Counts in, doubles out; NaN means undefined. */
#ifndef SEG_SHRINK_H
#define SEG_SHRINK_H

#include "ratio.h"

/* Rates of groups are taken for draws of a beta distribution with this mean and `rows` = a + b; infinite when the rates
 * differ by no more than chance would have it. */
struct shrink {
	double mean, rows;
};

/* Kleinman (1973), moments with the groups weighted by their rows: with p the rate of all n rows, S the sum of
 * n_i (p_i - p)^2 and c the sum of (1 - n_i / n),
 *     gamma = (S - p q c) / (p q (sum of n_i (1 - n_i / n) - c)),  rows = 1 / gamma - 1.
 * NaN when fewer than two groups have rows; groups without are left out. */
struct shrink shrink_fit(const struct ratio_part *part, size_t n);

/* The rate of a group given its rows: (hits + mean rows) / (total + rows), with the ends of the equal-tailed interval
 * of the beta distribution (empirical Bayes: that the two figures are themselves estimates is not in it). */
struct fair_estimate shrink_rate(struct shrink s, struct ratio_part part, double confidence);

#endif
