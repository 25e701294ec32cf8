/* power - how many rows it would take to tell. */
#include "power.h"

#include <math.h>

#include "dist.h"

/* The standard error of the logarithm that the interval was made from; NaN when there is none. */
static double spread_of(struct fair_estimate ratio, double confidence)
{
	if (!(ratio.low > 0 && ratio.low < ratio.high && isfinite(ratio.high)))
		return NAN;
	return (log(ratio.high) - log(ratio.low)) / (2 * dist_normal_two_sided(confidence));
}

double power_ratio(struct fair_estimate ratio, double confidence, double alpha)
{
	double steps = dist_normal_two_sided(1 - alpha) + dist_normal_quantile(POWER_WANTED);

	return exp(-steps * spread_of(ratio, confidence));
}

double power_rows(uint64_t n, struct fair_estimate ratio, double confidence, double distance, double alpha)
{
	double s = spread_of(ratio, confidence), steps;

	if (isnan(s) || !(distance > 0))
		return NAN;
	steps = (dist_normal_two_sided(1 - alpha) + dist_normal_quantile(POWER_WANTED)) * s / distance;
	return ceil((double)n * steps * steps);
}
