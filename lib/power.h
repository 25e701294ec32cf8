/* power - how many rows it would take to tell.
 * Floor 2. Numbers in, a number out; NaN means undefined. */
#ifndef SEG_POWER_H
#define SEG_POWER_H

#include "fair.h"

#define POWER_WANTED 0.8 /* the chance of an answer that is asked for */

/* The rows that a group of n would need, all others growing with it, for a test at the level alpha to see in 4 of 5
 * repetitions that the ratio is not a value which lies `distance` away on the log scale:
 * n ((z_alpha + z_0.8) s / distance)^2, with s the standard error that the ratio's interval was made from,
 * (log high - log low) / 2z (Katz and others 1978; the usual normal approximation of power). Rounded up. NaN unless
 * 0 < low < high < inf, distance > 0 and alpha in (0, 1). */
double power_rows(uint64_t n, struct fair_estimate ratio, double confidence, double distance,
                  double alpha);

/* The ratio below 1 that is seen in 4 of 5 repetitions by a test at the level alpha, given the spread of this ratio's
 * interval: exp(-(z_alpha + z_0.8) s), with s as above. NaN unless 0 < low < high < inf. */
double power_ratio(struct fair_estimate ratio, double confidence, double alpha);

#endif
