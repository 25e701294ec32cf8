/* logit - logistic regression: the chance of a yes as a weighted sum on the scale of log odds. */
#include "logit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cholesky.h"
#include "likelihood.h"
#include "memory.h"

#define SLICES 64 /* at most; each has sums of its own */
#define SLICE 64  /* tiles at least */
#define STEPS 60
#define SMALL 1e-11 /* slope of the mean row at the end */
#define LEAST 1e-4  /* ridges from the rows lie between these */
#define LARGEST 1e5
#define SAMPLE 16    /* of so many tiles one is enough to begin with, */
#define SAMPLED 1024 /* when there are so many, */
#define ROUGH 1e-4   /* down to this slope */
#define CERTAIN 1e-8
#define GROWS 1e-4   /* step of a weight */
#define ROUNDS 10000 /* of coordinate descent, */
#define STILL 1e-13  /* until nothing moves further */

struct problem {
	const struct logit_rows *rows;
	size_t m, slices, tiles; /* m = p + 1; tiles of a slice, */
	size_t step;             /* of which one in so many is looked at */
	size_t sum_size; /* doubles of one slice: value, least chance, slopes, curvature (lower triangle, row by row) */
	double *sum, *beta, *lower, *slope, *change;
	bool *dropped;
	double ridge, lasso, mass; /* mass: of all rows */
	double likelihood;         /* where it was last looked, without penalties */
};

/* What a tile's rows say, and the least chance of a yes times that of a no among them. */
static double judge_tile(const struct logit_rows *rows, const double *beta, size_t tile,
                         const double *x, struct likelihood *out)
{
	double u[GRAM_ROWS], y[GRAM_ROWS] = { 0 }, w[GRAM_ROWS] = { 0 };
	size_t first = tile * GRAM_ROWS;

	for (size_t r = 0; r < GRAM_ROWS && first + r < rows->n; r++) {
		y[r] = rows->y[first + r];
		w[r] = rows->weight ? rows->weight[first + r] : 1;
	}
	gram_weighted(u, x, rows->x.p, beta[0], beta + 1);
	return likelihood_of(out, u, y, w);
}

static bool is_left_out(const struct logit_rows *rows, size_t tile)
{
	for (size_t i = tile * GRAM_ROWS; i < rows->n && i < (tile + 1) * GRAM_ROWS; i++)
		if (!rows->weight || rows->weight[i] > 0)
			return false;
	return true;
}

static void add_slice(void *arg, size_t slice)
{
	struct problem *f = arg;
	size_t m = f->m, to = (slice + 1) * f->tiles, all = gram_tiles(f->rows->n);
	double *out = f->sum + slice * f->sum_size;
	double *sum = memory_zero(f->sum_size, GRAM_LANES * sizeof(*sum)), least = 1;
	double *room = memory_get(m, GRAM_ROWS * sizeof(*room));

	for (size_t t = slice * f->tiles; t < to && t < all; t += f->step) {
		struct likelihood s;
		const double *x;

		if (is_left_out(f->rows, t))
			continue;
		x = gram_tile(&f->rows->x, t, room);
		least = fmin(least, judge_tile(f->rows, f->beta, t, x, &s));
		gram_add_rows(sum, s.value);
		gram_add_rows(sum + GRAM_LANES, s.slope);
		gram_add(sum + 2 * GRAM_LANES, s.slope, x, m - 1);
		gram_add_square(sum + (1 + m) * GRAM_LANES, s.curve, x, m - 1);
	}
	out[0] = gram_total(sum);
	out[1] = least;
	for (size_t i = 2; i < f->sum_size; i++)
		out[i] = gram_total(sum + (i - 1) * GRAM_LANES);
	free(room);
	free(sum);
}

/* What is maximised, its slopes (without the lasso's) into slope, its curvature into lower (not yet factored), the
 * least curve of a row. */
static double add_up(struct problem *f, double *least)
{
	size_t m = f->m;
	double value, *sum = f->sum;

	tiles_each_run(f->rows->each, f->slices, add_slice, f);
	for (size_t s = 1; s < f->slices; s++)
		for (size_t i = 0; i < f->sum_size; i++)
			if (i == 1)
				sum[1] = fmin(sum[1], f->sum[s * f->sum_size + 1]);
			else
				sum[i] += f->sum[s * f->sum_size + i];
	value = f->likelihood = sum[0];
	*least = sum[1];
	memcpy(f->slope, sum + 2, m * sizeof(double));
	memset(f->lower, 0, m * m * sizeof(double));
	for (size_t i = 0, at = 2 + m; i < m; i++)
		for (size_t j = 0; j <= i; j++)
			f->lower[i * m + j] = sum[at++];
	for (size_t i = 1; i < m; i++) {
		value -= f->ridge / 2 * f->beta[i] * f->beta[i] + f->lasso * fabs(f->beta[i]);
		f->slope[i] -= f->ridge * f->beta[i];
		f->lower[i * m + i] += f->ridge;
	}
	return value;
}

/* The step to the lowest point of the parabola with the lasso, by coordinate descent; marks columns that end at 0. */
static void descend(struct problem *f)
{
	size_t m = f->m;
	double *rest = f->slope, moved = 1, most = 0; /* slopes left after the step so far */

	memset(f->change, 0, m * sizeof(double));
	for (size_t round = 0; round < ROUNDS && moved > STILL * most; round++) {
		moved = 0;
		for (size_t i = 0; i < m; i++) {
			double curve = f->lower[i * m + i], old = f->beta[i] + f->change[i], next, change;

			if (!(curve > 0))
				continue;
			next = old * curve + rest[i];
			next = i ? copysign(fmax(fabs(next) - f->lasso, 0), next) / curve : next / curve;
			change = next - old;
			f->change[i] += change;
			for (size_t j = 0; change != 0 && j < m; j++)
				rest[j] -= change * (j < i ? f->lower[i * m + j] : f->lower[j * m + i]);
			moved = fmax(moved, fabs(change));
			most = fmax(most, fabs(next));
		}
	}
	for (size_t i = 1; i < m; i++)
		f->dropped[i] = f->beta[i] + f->change[i] == 0;
}

/* The largest slope of the mean row; at 0 the lasso holds slopes up to its own size. */
static double steepest(const struct problem *f)
{
	double most = 0;

	for (size_t i = 0; i < f->m; i++) {
		double slope = f->slope[i];

		if (f->lasso > 0 && i)
			slope = f->beta[i] != 0 ? slope - copysign(f->lasso, f->beta[i])
			                        : fmax(fabs(slope) - f->lasso, 0);
		if (f->lasso > 0 || !f->dropped[i])
			most = fmax(most, fabs(slope) / f->mass);
	}
	return most;
}

/* The step from here into step; how much it promises, twice. */
static double plan_step(struct problem *f, struct logit *out)
{
	double promised = 0, *slope = memory_get(f->m, sizeof(double));

	memcpy(slope, f->slope, f->m * sizeof(double));
	if (f->lasso > 0) {
		out->gradient = steepest(f);
		descend(f);
	} else {
		cholesky_factor(f->lower, f->dropped, f->m);
		out->gradient = steepest(f);
		memcpy(f->change, f->slope, f->m * sizeof(double));
		cholesky_solve(f->lower, f->dropped, f->m, f->change);
	}
	for (size_t i = 0; i < f->m; i++) {
		promised += f->change[i] * slope[i];
		if (i)
			promised -= f->lasso * (fabs(f->beta[i] + f->change[i]) - fabs(f->beta[i]));
	}
	free(slope);
	return promised;
}

/* Where rows can be foretold with certainty, steps never become small; a few certain rows alone do no harm. */
static bool still_grows(const struct problem *f)
{
	double most = 0;

	for (size_t i = 0; i < f->m; i++)
		most = fmax(most, fabs(f->change[i]));
	return most > GROWS;
}

static void newton(struct problem *f, struct logit *out)
{
	double least, value = add_up(f, &least), *before = memory_get(f->m, sizeof(double));
	size_t m = f->m;

	out->converged = false;
	for (size_t k = 0; k < STEPS; k++) {
		double promised = plan_step(f, out), share = 1, next;

		out->separated = least < CERTAIN && f->ridge == 0 && f->lasso == 0 && still_grows(f);
		out->converged =
			out->gradient < (f->step > 1 ? ROUGH : SMALL) || promised < 1e-20 * f->mass;
		if (out->converged || (out->separated && k > 15))
			break;
		out->iterations++;
		memcpy(before, f->beta, m * sizeof(double));
		do {
			for (size_t i = 0; i < m; i++)
				f->beta[i] = before[i] + share * f->change[i];
			next = add_up(f, &least);
			share /= 2;
		} while (!(next >= value - 1e-12 * fabs(value)) && share > 1e-9);
		value = next;
	}
	if (f->lasso > 0) { /* errors come from the columns that stay */
		for (size_t i = 1; i < m; i++)
			for (size_t j = 0; j < m && f->beta[i] == 0; j++)
				f->lower[i >= j ? i * m + j : j * m + i] = 0;
		cholesky_factor(f->lower, f->dropped, f->m);
	}
	free(before);
}

/* The factor of the curvature with a weaker ridge, from that with the ridge. */
static void weaken(struct problem *f, double ridge)
{
	size_t m = f->m;

	if (ridge <= LOGIT_WEAK)
		return;
	for (size_t i = m; i-- > 0;)
		for (size_t j = i + 1; j-- > 0;) {
			double sum = 0;

			for (size_t k = 0; k <= j; k++)
				sum += f->lower[i * m + k] * f->lower[j * m + k];
			f->lower[i * m + j] = i && i == j ? sum - (ridge - LOGIT_WEAK) : sum;
		}
	cholesky_factor(f->lower, f->dropped, m);
}

/* The inverse of the curvature, whose factor is there: standard errors, and its trace without the intercept. */
static double invert(struct problem *f, double *error)
{
	double trace = 0;

	for (size_t i = 0; i < f->m; i++) {
		memset(f->change, 0, f->m * sizeof(double));
		f->change[i] = 1;
		cholesky_solve(f->lower, f->dropped, f->m, f->change);
		error[i] = f->dropped[i] ? NAN : sqrt(f->change[i]);
		trace += i && !f->dropped[i] ? f->change[i] : 0;
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

/* A place to begin: of many rows a part says nearly as much. */
static void begin(struct problem *f, struct logit *out, double intercept)
{
	double mass = f->mass;

	f->beta[0] = intercept;
	f->step = 1;
	if (gram_tiles(f->rows->n) < SAMPLED)
		return;
	f->step = SAMPLE;
	f->mass /= SAMPLE;
	newton(f, out);
	f->mass = mass;
	f->step = 1;
	if (out->converged && !out->separated)
		return;
	memset(f->beta, 0, f->m * sizeof(double));
	f->beta[0] = intercept;
}

void logit_fit(struct logit *out, struct arena *a, const struct logit_rows *rows)
{
	size_t m = rows->x.p + 1, tiles = gram_tiles(rows->n), each = (tiles + SLICES - 1) / SLICES;
	struct problem f = { .rows = rows, .m = m, .tiles = each > SLICE ? each : SLICE };
	bool from_rows = isnan(rows->ridge);
	double yes = 0;

	*out = (struct logit){ .p = rows->x.p };
	out->beta = ARENA_ARRAY(a, double, m);
	out->error = ARENA_ARRAY(a, double, m);
	f.slices = (tiles + f.tiles - 1) / f.tiles;
	f.sum_size = 2 + m + m * (m + 1) / 2;
	f.sum = memory_get(f.slices, f.sum_size * sizeof(double));
	f.lower = memory_get(m, m * sizeof(double));
	f.slope = memory_get(m, sizeof(double));
	f.change = memory_get(m, sizeof(double));
	f.dropped = memory_zero(m, sizeof(bool));
	f.beta = out->beta;
	f.ridge = from_rows ? 1 : rows->ridge;
	f.lasso = rows->lasso;
	for (size_t r = 0; r < rows->n; r++) {
		double w = rows->weight ? rows->weight[r] : 1;

		yes += w > 0 ? rows->y[r] * w : 0;
		f.mass += w;
	}
	begin(&f, out, log(yes / (f.mass - yes)));
	for (int k = 0; k < 30; k++) {
		double trace, next;

		newton(&f, out);
		trace = invert(&f, out->error);
		out->effective = (double)rows->x.p - f.ridge * trace;
		for (size_t i = 1; i < m; i++)
			out->effective -= f.dropped[i];
		out->ridge = f.ridge;
		next = fmin(fmax(out->effective / squares(&f), LEAST), LARGEST);
		if (!from_rows || fabs(log(next / f.ridge)) < 0.02)
			break;
		f.ridge = next;
	}
	weaken(&f, out->ridge);
	invert(&f, out->error);
	out->log_likelihood = f.likelihood;
	free(f.sum);
	free(f.lower);
	free(f.slope);
	free(f.change);
	free(f.dropped);
}
