/* spend - what an order of a customer is worth on average: the Gamma-Gamma model. */
#include "spend.h"

#include <math.h>
#include <string.h>

#include "digamma.h"
#include "distinct.h"
#include "draws.h"
#include "lanes.h"
#include "minimise.h"
#include "quantile.h"

#define P SPEND_PARAMETERS
#define SLICE 2048
#define SMALL 1e-9 /* as in btyd */

const char *const spend_parameter[P] = { "p", "q", "v" };

struct sum {
	double value, slope[P];
};

/* Means in units of the median, alike ones counted together, in the order of x, m. */
struct problem {
	double *x, *m, *count;
	size_t n, slices; /* different ones */
	double customers, unit;
	struct tiles_each each;
	struct sum *sum;
	double p, q, v;
};

/* What the gamma functions of equal counts x have in common. */
struct alike {
	double gammas, of_p, of_q;
};

static struct alike alike_of(const struct problem *f, double x)
{
	double p = f->p, q = f->q, v = f->v, px = p * x;

	return (struct alike){ q * log(v) - digamma_log(q) + digamma_log(px + q) - digamma_log(px) +
		                       px * log(x),
		               x * (digamma(px + q) - digamma(px) + log(x)),
		               digamma(px + q) - digamma(q) + log(v) };
}

/* Equation 1a with its derivatives by p, q, v. */
static void add_slice(void *arg, size_t i)
{
	struct problem *f = arg;
	size_t from = i * SLICE, to = (i + 1) * SLICE < f->n ? (i + 1) * SLICE : f->n;
	double p = f->p, q = f->q, v = f->v, x = 0, sums[SLICE] = { 0 }, log_sum[SLICE], log_m[SLICE];
	struct alike alike = { 0 };
	struct sum sum = { 0 };

	for (size_t k = from; k < to; k++)
		sums[k - from] = f->x[k] * f->m[k] + v;
	lanes_log(log_sum, sums, to - from);
	lanes_log(log_m, f->m + from, to - from);
	for (size_t k = from; k < to; k++) {
		double n = f->count[k], more = log_sum[k - from], own = log_m[k - from];

		if (f->x[k] != x)
			alike = alike_of(f, x = f->x[k]);
		sum.value += n * (alike.gammas + (p * x - 1) * own - (p * x + q) * more);
		sum.slope[0] += n * (alike.of_p + x * (own - more));
		sum.slope[1] += n * (alike.of_q - more);
		sum.slope[2] += n * (q / v - (p * x + q) / sums[k - from]);
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
		slope[i] = (x[i] / (SPEND_PRIOR * SPEND_PRIOR) - slope[i] * scale[i]) / f->customers;
	}
	return value / f->customers;
}

static void look(struct spend *out, const struct problem *f)
{
	double x = 0, m = 0, xx = 0, xm = 0, mm = 0;

	for (size_t i = 0; i < f->n; i++) {
		x += f->count[i] * f->x[i] / f->customers;
		m += f->count[i] * f->m[i] / f->customers;
	}
	for (size_t i = 0; i < f->n; i++) {
		double a = f->x[i] - x, b = f->m[i] - m;

		xx += f->count[i] * a * a;
		xm += f->count[i] * a * b;
		mm += f->count[i] * b * b;
	}
	out->mean = m * f->unit;
	out->correlation = xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : NAN;
}

/* Counts n means, and takes them in units of their median. */
static void count(struct problem *f, struct arena *a, const struct spend_mean *mean, size_t n)
{
	double *v = ARENA_ARRAY(a, double, n);
	uint32_t *of_x = ARENA_ARRAY(a, uint32_t, n), *of_m = ARENA_ARRAY(a, uint32_t, n);
	unsigned __int128 *key = ARENA_ARRAY(a, unsigned __int128, n);
	struct distinct x, m;

	for (size_t i = 0; i < n; i++)
		v[i] = mean[i].x;
	distinct_make(&x, a, v, n, of_x);
	for (size_t i = 0; i < n; i++)
		v[i] = mean[i].m;
	distinct_make(&m, a, v, n, of_m);
	for (size_t i = 0; i < n; i++)
		key[i] = (unsigned __int128)of_x[i] << m.bits | of_m[i];
	distinct_sort(key, ARENA_ARRAY(a, unsigned __int128, n), n, x.bits + m.bits);
	f->unit = quantile_median(v, n);
	f->x = ARENA_ARRAY(a, double, n);
	f->m = ARENA_ARRAY(a, double, n);
	f->count = ARENA_ARRAY(a, double, n);
	for (size_t i = 0; i < n; i++) {
		if (!i || key[i] != key[i - 1]) {
			f->x[f->n] = x.value[key[i] >> m.bits];
			f->m[f->n++] = m.value[key[i] & (((unsigned __int128)1 << m.bits) - 1)] / f->unit;
		}
		f->count[f->n - 1]++;
	}
	f->customers = (double)n;
	f->slices = (f->n + SLICE - 1) / SLICE;
}

static enum spend_status search(struct spend *out, struct problem *f)
{
	double x[P] = { 1, 1, 1 }, hessian[P * P], slope[P];
	struct minimise m = { P, at, f, SMALL, false };
	struct minimise_result r = minimise_run(&m, x, hessian);

	out->evaluations = r.evaluations;
	out->gradient = r.gradient;
	set(f, x);
	memcpy(out->p, (double[]){ f->p, f->q, f->v * f->unit }, sizeof(out->p));
	if (!isfinite(r.value))
		return SPEND_NO_END;
	for (size_t i = 0; i < P; i++)
		if (!(fabs(x[i]) < SPEND_EDGE))
			return SPEND_AT_EDGE;
	if (!r.converged)
		return SPEND_NO_END;
	out->log_likelihood = add_up(f, slope) - f->customers * log(f->unit);
	for (size_t i = 0; i < P * P; i++)
		hessian[i] *= f->customers;
	return minimise_invert(P, hessian, out->covariance) ? SPEND_DONE : SPEND_NO_END;
}

enum spend_status spend_fit(struct spend *out, const struct spend_mean *mean, size_t n,
                            struct tiles_each each)
{
	struct problem f = { .each = each };
	enum spend_status status = SPEND_ALIKE;
	struct arena scratch = { 0 };
	bool alike = true;

	*out = (struct spend){ .customers = n };
	if (n < SPEND_FEWEST)
		return SPEND_FEW;
	count(&f, &scratch, mean, n);
	f.sum = ARENA_ARRAY(&scratch, struct sum, f.slices);
	look(out, &f);
	for (size_t i = 1; i < f.n; i++)
		alike &= f.m[i] == f.m[0];
	if (!alike)
		status = search(out, &f);
	arena_release(&scratch);
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
