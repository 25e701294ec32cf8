/* mean - averages of customers, and how far chance may have moved them. */
#include "mean.h"

#include <math.h>

#include "dist.h"
#include "total.h"

static double sum_of(const double *x, size_t n)
{
	struct total t = { 0 };

	for (size_t i = 0; i < n; i++)
		total_add(&t, x[i]);
	return total_value(&t);
}

/* value -+ t * spread */
static struct mean_interval interval(double value, double spread, size_t n, double confidence)
{
	double t = n > 1 ? dist_t_quantile((1 + confidence) / 2, (double)(n - 1)) : NAN;

	return (struct mean_interval){ value, value - t * spread, value + t * spread };
}

struct mean_interval mean_of(const double *x, size_t n, double confidence)
{
	double m = (double)n, mean = sum_of(x, n) / m;
	struct total squares = { 0 };

	if (!n)
		return (struct mean_interval){ NAN, NAN, NAN };
	for (size_t i = 0; i < n; i++)
		total_add(&squares, (x[i] - mean) * (x[i] - mean));
	return interval(mean, sqrt(total_value(&squares) / (m - 1) / m), n, confidence);
}

struct mean_interval mean_ratio(const double *y, const double *x, size_t n, double confidence)
{
	double m = (double)n, all = sum_of(x, n), ratio = sum_of(y, n) / all;
	struct total squares = { 0 };

	if (!(all > 0))
		return (struct mean_interval){ NAN, NAN, NAN };
	for (size_t i = 0; i < n; i++)
		total_add(&squares, (y[i] - ratio * x[i]) * (y[i] - ratio * x[i]));
	return interval(ratio, sqrt(total_value(&squares) * m / (m - 1)) / all, n, confidence);
}

struct mean_interval mean_share(struct mean_part own, struct mean_part others, size_t n, double confidence)
{
	double m = (double)n, all = own.sum + others.sum, share = own.sum / all;
	double squares = (1 - share) * (1 - share) * own.squares + share * share * others.squares;

	if (!(all > 0))
		return (struct mean_interval){ NAN, NAN, NAN };
	return interval(share, sqrt(squares * m / (m - 1)) / all, n, confidence);
}
