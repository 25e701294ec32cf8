/* mean - averages of customers, and how far chance may have moved them. */
#include "mean.h"

#include <math.h>

#include "dist.h"

/* Neumaier's (1974) compensated sum. */
struct sum {
	double s, c;
};

static void add(struct sum *t, double x)
{
	double next = t->s + x;

	t->c += fabs(t->s) >= fabs(x) ? t->s - next + x : x - next + t->s;
	t->s = next;
}

static double total(const double *x, size_t n)
{
	struct sum t = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		add(&t, x[i]);
	return t.s + t.c;
}

/* value -+ t * spread */
static struct mean_interval interval(double value, double spread, size_t n, double confidence)
{
	double t = n > 1 ? dist_t_quantile((1 + confidence) / 2, (double)(n - 1)) : NAN;

	return (struct mean_interval){ value, value - t * spread, value + t * spread };
}

struct mean_interval mean_of(const double *x, size_t n, double confidence)
{
	double m = (double)n, mean = total(x, n) / m;
	struct sum squares = { 0, 0 };

	if (!n)
		return (struct mean_interval){ NAN, NAN, NAN };
	for (size_t i = 0; i < n; i++)
		add(&squares, (x[i] - mean) * (x[i] - mean));
	return interval(mean, sqrt((squares.s + squares.c) / (m - 1) / m), n, confidence);
}

struct mean_interval mean_ratio(const double *y, const double *x, size_t n, double confidence)
{
	double m = (double)n, all = total(x, n), ratio = total(y, n) / all;
	struct sum squares = { 0, 0 };

	if (!(all > 0))
		return (struct mean_interval){ NAN, NAN, NAN };
	for (size_t i = 0; i < n; i++)
		add(&squares, (y[i] - ratio * x[i]) * (y[i] - ratio * x[i]));
	return interval(ratio, sqrt((squares.s + squares.c) * m / (m - 1)) / all, n, confidence);
}
