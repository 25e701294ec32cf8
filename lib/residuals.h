/* residuals - how far foretold numbers are from what came.
 * Floor 2. Arrays in, numbers out; NaN means undefined. */
#ifndef SEG_RESIDUALS_H
#define SEG_RESIDUALS_H

#include <stddef.h>
#include <stdint.h>

enum residuals_metric {
	RESIDUALS_MEAN, /* of what came */
	RESIDUALS_BIAS, /* mean of foretold less came */
	RESIDUALS_RMSE, /* root of the mean square of the difference */
	RESIDUALS_MAE,  /* mean of its size */
	RESIDUALS_R2, /* 1 less mean square over that about the mean: below 0 is worse than the mean for all */
	RESIDUALS_METRICS
};
extern const char *const residuals_names[RESIDUALS_METRICS];

struct residuals {
	double value[RESIDUALS_METRICS], low[RESIDUALS_METRICS], high[RESIDUALS_METRICS];
};

/* Percentile intervals from `repeats` bootstrap samples (Poisson weights keyed by seed and place). */
void residuals_take(struct residuals *out, const double *foretold, const double *came, size_t n,
                    size_t repeats, double confidence, uint64_t seed);

#endif
