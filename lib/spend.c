/* spend - what an order of a customer is worth on average: the Gamma-Gamma model. */
#include "spend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "digamma.h"
#include "draws.h"
#include "memory.h"
#include "minimise.h"
#include "quantile.h"

#define P SPEND_PARAMETERS
#define SLICE 4096
#define SMALL 1e-9 /* as in btyd */

const char *const spend_parameter[P] = { "p", "q", "v" };

struct sum {
	double value, slope[P];
};

/* Means in units of the median; of alike counts x the gamma functions are the same. */
struct problem {
	struct spend_mean *mean; /* in the order of x, m */
	size_t n, slices;
	struct tiles_each each;
	struct sum *sum;
	double p, q, v;
};

static int mean_order(const void *a, const void *b)
{
	const struct spend_mean *s = a, *t = b;

	if (s->x != t->x)
		return s->x < t->x ? -1 : 1;
	return (s->m > t->m) - (s->m < t->m);
}

/* Equation 1a with its derivatives by p, q, v. */
static void add_slice(void *arg, size_t i)
{
	struct problem *f = arg;
	size_t to = (i + 1) * SLICE < f->n ? (i + 1) * SLICE : f->n;
	double p = f->p, q = f->q, v = f->v, x = 0, gammas = 0, of_p = 0, of_q = 0;
	double of_q0 = digamma(q), start = q * log(v) - digamma_log(q);
	struct sum sum = { 0 };

	for (size_t k = i * SLICE; k < to; k++) {
		double m = f->mean[k].m, log_m = log(m), log_sum;

		if (f->mean[k].x != x) {
			x = f->mean[k].x;
			gammas = start + digamma_log(p * x + q) - digamma_log(p * x) + p * x * log(x);
			of_q = digamma(p * x + q) - of_q0 + log(v);
			of_p = x * (digamma(p * x + q) - digamma(p * x) + log(x));
		}
		log_sum = log(x * m + v);
		sum.value += gammas + (p * x - 1) * log_m - (p * x + q) * log_sum;
		sum.slope[0] += of_p + x * (log_m - log_sum);
		sum.slope[1] += of_q - log_sum;
		sum.slope[2] += q / v - (p * x + q) / (x * m + v);
	}
	f->sum[i] = sum;
}

static double add_up(struct problem *f, double *slope)
{
	double value = 0;

	if (f->each.run)
		f->each.run(f->each.ctx, f->slices, add_slice, f);
	else
		for (size_t i = 0; i < f->slices; i++)
			add_slice(f, i);
	memset(slope, 0, P * sizeof(*slope));
	for (size_t i = 0; i < f->slices; i++) {
		value += f->sum[i].value;
		for (size_t j = 0; j < P; j++)
			slope[j] += f->sum[i].slope[j];
	}
	return value;
}

static void set(struct problem *f, const double *x)
{
	f->p = exp(x[0]);
	f->q = 1 + exp(x[1]);
	f->v = exp(x[2]);
}

static double at(void *arg, const double *x, double *slope)
{
	struct problem *f = arg;
	double value, scale[P];

	set(f, x);
	scale[0] = f->p;
	scale[1] = f->q - 1;
	scale[2] = f->v;
	value = -add_up(f, slope);
	for (size_t i = 0; i < P; i++) {
		value += x[i] * x[i] / (2 * SPEND_PRIOR * SPEND_PRIOR);
		slope[i] = (x[i] / (SPEND_PRIOR * SPEND_PRIOR) - slope[i] * scale[i]) / (double)f->n;
	}
	return value / (double)f->n;
}

static void look(struct spend *out, const struct problem *f)
{
	double x = 0, m = 0, xx = 0, xm = 0, mm = 0, n = (double)f->n;

	for (size_t i = 0; i < f->n; i++) {
		x += f->mean[i].x / n;
		m += f->mean[i].m / n;
	}
	for (size_t i = 0; i < f->n; i++) {
		double a = f->mean[i].x - x, b = f->mean[i].m - m;

		xx += a * a;
		xm += a * b;
		mm += b * b;
	}
	out->mean = m;
	out->correlation = xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : NAN;
}

static double scale_by_median(struct problem *f)
{
	double *m = memory_get(f->n, sizeof(*m)), unit;

	for (size_t i = 0; i < f->n; i++)
		m[i] = f->mean[i].m;
	unit = quantile_median(m, f->n);
	for (size_t i = 0; i < f->n; i++)
		f->mean[i].m /= unit;
	free(m);
	return unit;
}

static enum spend_status search(struct spend *out, struct problem *f, double unit)
{
	double x[P] = { 1, 1, 1 }, hessian[P * P], slope[P];
	struct minimise m = { P, at, f, SMALL };
	struct minimise_result r = minimise_run(&m, x, hessian);

	out->evaluations = r.evaluations;
	out->gradient = r.gradient;
	set(f, x);
	memcpy(out->p, (double[]){ f->p, f->q, f->v * unit }, sizeof(out->p));
	if (!isfinite(r.value))
		return SPEND_NO_END;
	for (size_t i = 0; i < P; i++)
		if (!(fabs(x[i]) < SPEND_EDGE))
			return SPEND_AT_EDGE;
	if (!r.converged)
		return SPEND_NO_END;
	out->log_likelihood = add_up(f, slope) - (double)f->n * log(unit);
	for (size_t i = 0; i < P * P; i++)
		hessian[i] *= (double)f->n;
	return minimise_invert(P, hessian, out->covariance) ? SPEND_DONE : SPEND_NO_END;
}

enum spend_status spend_fit(struct spend *out, const struct spend_mean *mean, size_t n,
                            struct tiles_each each)
{
	struct problem f = { .n = n, .slices = (n + SLICE - 1) / SLICE, .each = each };
	enum spend_status status = SPEND_ALIKE;
	bool alike = true;

	*out = (struct spend){ .customers = n };
	if (n < SPEND_FEWEST)
		return SPEND_FEW;
	f.mean = memory_get(n, sizeof(*f.mean));
	memcpy(f.mean, mean, n * sizeof(*mean));
	f.sum = memory_get(f.slices, sizeof(*f.sum));
	qsort(f.mean, n, sizeof(*f.mean), mean_order);
	look(out, &f);
	for (size_t i = 1; i < n; i++)
		alike &= f.mean[i].m == f.mean[0].m;
	if (!alike)
		status = search(out, &f, scale_by_median(&f));
	free(f.mean);
	free(f.sum);
	return status;
}

double spend_expect(const struct spend *s, double x, double m)
{
	double p = s->p[0], q = s->p[1], v = s->p[2];

	return p * (v + x * m) / (p * x + q - 1);
}

double spend_rate(const double *p, double x, double m, struct rng *r)
{
	return draws_gamma(r, p[0] * x + p[1]) / (p[2] + x * m);
}

double spend_order(const double *p, double nu, struct rng *r)
{
	return draws_gamma(r, p[0]) / nu;
}
