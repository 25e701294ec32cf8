/* logit - logistic regression: the chance of a yes as a weighted sum on the scale of log odds. */
#include "logit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define SLICE 4096
#define STEPS 60
#define SMALL 1e-11 /* slope of the mean row at the end */
#define DEPENDENT                                                                                  \
	1e-9       /* share of a column's curvature that others leave, below which it is dropped */
#define LEAST 1e-4 /* ridges from the rows lie between these */
#define LARGEST 1e5
#define CERTAIN 1e-8

struct problem {
	const struct logit_rows *rows;
	size_t m, slices; /* m = p + 1 */
	size_t sum_size; /* doubles of one slice: value, least chance, slopes, curvature (lower triangle, row by row) */
	double *sum, *beta, *lower, *slope, *step;
	bool *dropped;
	double ridge;
};

static void add_slice(void *arg, size_t slice)
{
	struct problem *f = arg;
	const struct logit_rows *rows = f->rows;
	size_t to = (slice + 1) * SLICE < rows->n ? (slice + 1) * SLICE : rows->n, m = f->m;
	double *sum = f->sum + slice * f->sum_size, *slope = sum + 2, *curve = slope + m;

	memset(sum, 0, f->sum_size * sizeof(*sum));
	sum[1] = 1;
	for (size_t r = slice * SLICE; r < to; r++) {
		const double *x = rows->x + r * rows->p;
		double u = f->beta[0], e, chance, residual, weight, *row = curve;

		for (size_t i = 1; i < m; i++)
			u += f->beta[i] * x[i - 1];
		e = exp(-fabs(u));
		chance = u >= 0 ? 1 / (1 + e) : e / (1 + e);
		sum[0] += (rows->y[r] > 0 ? (u < 0 ? u : 0) : (u > 0 ? -u : 0)) - log1p(e);
		residual = rows->y[r] - chance;
		weight = e / ((1 + e) * (1 + e));
		sum[1] = weight < sum[1] ? weight : sum[1];
		slope[0] += residual;
		*row++ += weight;
		for (size_t i = 1; i < m; i++) {
			double v = weight * x[i - 1];

			slope[i] += residual * x[i - 1];
			row[0] += v;
			for (size_t j = 1; j <= i; j++)
				row[j] += v * x[j - 1];
			row += i + 1;
		}
	}
}

/* What is maximised, its slopes into slope, its curvature into lower (not yet factored), the certain rows' weight. */
static double add_up(struct problem *f, double *least)
{
	size_t m = f->m;
	double value = 0, *sum = f->sum;

	if (f->rows->each.run)
		f->rows->each.run(f->rows->each.ctx, f->slices, add_slice, f);
	else
		for (size_t s = 0; s < f->slices; s++)
			add_slice(f, s);
	for (size_t s = 1; s < f->slices; s++)
		for (size_t i = 0; i < f->sum_size; i++)
			if (i == 1)
				sum[1] = fmin(sum[1], f->sum[s * f->sum_size + 1]);
			else
				sum[i] += f->sum[s * f->sum_size + i];
	value = sum[0];
	*least = sum[1];
	memcpy(f->slope, sum + 2, m * sizeof(double));
	memset(f->lower, 0, m * m * sizeof(double));
	for (size_t i = 0, at = 2 + m; i < m; i++)
		for (size_t j = 0; j <= i; j++)
			f->lower[i * m + j] = sum[at++];
	for (size_t i = 1; i < m; i++) {
		value -= f->ridge / 2 * f->beta[i] * f->beta[i];
		f->slope[i] -= f->ridge * f->beta[i];
		f->lower[i * m + i] += f->ridge;
	}
	return value;
}

/* Cholesky in place; a column that those before it make up gets an empty row. */
static void factor(struct problem *f)
{
	size_t m = f->m;
	double *l = f->lower;

	for (size_t i = 0; i < m; i++) {
		double whole = l[i * m + i];

		for (size_t j = 0; j <= i; j++) {
			double sum = l[i * m + j];

			for (size_t k = 0; k < j; k++)
				sum -= l[i * m + k] * l[j * m + k];
			if (j < i)
				l[i * m + j] = f->dropped[j] ? 0 : sum / l[j * m + j];
			else if ((f->dropped[i] = !(sum > DEPENDENT * whole)))
				memset(l + i * m, 0, m * sizeof(double));
			else
				l[i * m + i] = sqrt(sum);
		}
	}
}

/* x becomes the solution of L L' x = x, 0 where dropped. */
static void solve(const struct problem *f, double *x)
{
	size_t m = f->m;
	const double *l = f->lower;

	for (size_t i = 0; i < m; i++) {
		for (size_t k = 0; k < i; k++)
			x[i] -= l[i * m + k] * x[k];
		x[i] = f->dropped[i] ? 0 : x[i] / l[i * m + i];
	}
	for (size_t i = m; i-- > 0;) {
		for (size_t k = i + 1; k < m; k++)
			x[i] -= l[k * m + i] * x[k];
		x[i] = f->dropped[i] ? 0 : x[i] / l[i * m + i];
	}
}

static void newton(struct problem *f, struct logit *out)
{
	double least, value = add_up(f, &least), *before = memory_get(f->m, sizeof(double));
	size_t m = f->m;

	out->converged = false;
	for (size_t k = 0; k < STEPS; k++) {
		double decrement = 0, share = 1, next;

		factor(f);
		memcpy(f->step, f->slope, m * sizeof(double));
		solve(f, f->step);
		out->gradient = 0;
		for (size_t i = 0; i < m; i++) {
			decrement += f->step[i] * f->slope[i];
			if (!f->dropped[i])
				out->gradient =
					fmax(out->gradient, fabs(f->slope[i]) / (double)f->rows->n);
		}
		out->separated = least < CERTAIN && f->ridge == 0;
		out->converged = out->gradient < SMALL || decrement < 1e-20 * (double)f->rows->n;
		if (out->converged || (out->separated && k > 15))
			break;
		out->iterations++;
		memcpy(before, f->beta, m * sizeof(double));
		do {
			for (size_t i = 0; i < m; i++)
				f->beta[i] = before[i] + share * f->step[i];
			next = add_up(f, &least);
			share /= 2;
		} while (!(next >= value - 1e-12 * fabs(value)) && share > 1e-9);
		value = next;
	}
	free(before);
}

/* The inverse of the curvature, whose factor is there: standard errors, and its trace without the intercept. */
static double invert(struct problem *f, double *error)
{
	double trace = 0;

	for (size_t i = 0; i < f->m; i++) {
		memset(f->step, 0, f->m * sizeof(double));
		f->step[i] = 1;
		solve(f, f->step);
		error[i] = f->dropped[i] ? NAN : sqrt(f->step[i]);
		trace += i && !f->dropped[i] ? f->step[i] : 0;
	}
	return trace;
}

static double squares(const struct problem *f)
{
	double sum = 0;

	for (size_t i = 1; i < f->m; i++)
		sum += f->beta[i] * f->beta[i];
	return sum;
}

void logit_fit(struct logit *out, struct arena *a, const struct logit_rows *rows)
{
	size_t m = rows->p + 1;
	struct problem f = { .rows = rows, .m = m, .slices = (rows->n + SLICE - 1) / SLICE };
	bool from_rows = isnan(rows->ridge);
	double yes = 0;

	*out = (struct logit){ .p = rows->p };
	out->beta = ARENA_ARRAY(a, double, m);
	out->error = ARENA_ARRAY(a, double, m);
	f.sum_size = 2 + m + m * (m + 1) / 2;
	f.sum = memory_get(f.slices, f.sum_size * sizeof(double));
	f.lower = memory_get(m, m * sizeof(double));
	f.slope = memory_get(m, sizeof(double));
	f.step = memory_get(m, sizeof(double));
	f.dropped = memory_zero(m, sizeof(bool));
	f.beta = out->beta;
	f.ridge = from_rows ? 1 : rows->ridge;
	for (size_t r = 0; r < rows->n; r++)
		yes += rows->y[r];
	f.beta[0] = log(yes / ((double)rows->n - yes));
	for (int k = 0; k < 30; k++) {
		double trace, next;

		newton(&f, out);
		trace = invert(&f, out->error);
		out->effective = (double)rows->p - f.ridge * trace;
		for (size_t i = 1; i < m; i++)
			out->effective -= f.dropped[i];
		out->ridge = f.ridge;
		next = fmin(fmax(out->effective / squares(&f), LEAST), LARGEST);
		if (!from_rows || fabs(log(next / f.ridge)) < 0.02)
			break;
		f.ridge = next;
	}
	f.ridge = 0;
	out->log_likelihood = add_up(&f, &(double){ 0 });
	free(f.sum);
	free(f.lower);
	free(f.slope);
	free(f.step);
	free(f.dropped);
}
