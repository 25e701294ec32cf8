/* draws - random numbers of the distributions that simulations need, from a stream of rng.h. */
#include "draws.h"

#include <math.h>

static double positive(struct rng *r)
{
	return ((double)(rng_next(r) >> 11) + 0.5) * 0x1p-53;
}

double draws_exponential(struct rng *r)
{
	return -log(positive(r));
}

/* The log, because a small shape gives numbers too small for a double. */
static double log_gamma(struct rng *r, double shape)
{
	double more = shape < 1 ? log(positive(r)) / shape : 0;
	double d = (shape < 1 ? shape + 1 : shape) - 1. / 3, c = 1 / sqrt(9 * d);

	for (;;) {
		double z = rng_normal(r), v = 1 + c * z, u;

		if (v <= 0)
			continue;
		v = v * v * v;
		u = positive(r);
		if (log(u) < z * z / 2 + d - d * v + d * log(v))
			return log(d * v) + more;
	}
}

double draws_gamma(struct rng *r, double shape)
{
	return exp(log_gamma(r, shape));
}

double draws_beta(struct rng *r, double a, double b)
{
	double x = log_gamma(r, a), y = log_gamma(r, b);

	return 1 / (1 + exp(y - x));
}

double draws_poisson(struct rng *r)
{
	double u = rng_unit(r), p = exp(-1), sum = p, k = 0;

	while (u > sum && k < 20) {
		p /= ++k;
		sum += p;
	}
	return k;
}
