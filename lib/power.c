/* power - how many rows it would take to tell. */
#include "power.h"

#include <math.h>

#include "dist.h"

double power_rows(uint64_t n, struct fair_estimate ratio, double confidence, double distance, double alpha)
{
	double s, steps;

	if (!(ratio.low > 0 && ratio.low < ratio.high && isfinite(ratio.high) && distance > 0))
		return NAN;
	s = (log(ratio.high) - log(ratio.low)) / (2 * dist_normal_two_sided(confidence));
	steps = (dist_normal_two_sided(1 - alpha) + dist_normal_quantile(POWER_WANTED)) * s / distance;
	return ceil((double)n * steps * steps);
}
