/* chance - is there more than one segment, and how far do k of them beat chance? */
#include "chance.h"

#include <math.h>
#include <string.h>

#include "eigen.h"
#include "kmeans.h"
#include "rng.h"

#define RESTARTS 2
#define SWAPS 3

struct references {
	struct mat x; /* the rows themselves */
	size_t rows, columns;
	double *from, *to; /* the box; its axes do not matter to k-means */
	const struct chance_options *o;
	double *log_w; /* [set][k - 1] */
};

/* log W for every k from 1; NaN where there are too few distinct rows. */
static void log_sums(struct mat x, const struct chance_options *o, double *out)
{
	struct tiles tiles = { 0 };

	for (size_t k = 1; k <= o->most; k++)
		out[k - 1] = NAN;
	if (o->log_w)
		o->log_w(o->how, x, o->most, out);
	else if (tiles_init(&tiles, x, (struct tiles_each){ 0 })) {
		for (size_t k = 1; k <= o->most; k++) {
			struct arena scratch = { 0 };
			struct kmeans_options how = {
				.k = k, .restarts = RESTARTS, .seed = o->seed, .polish = true, .swaps = SWAPS
			};
			struct kmeans fit;

			if (kmeans_fit_tiles(&fit, &scratch, &tiles, &how) == KMEANS_DONE &&
			    fit.inertia > 0)
				out[k - 1] = log(fit.inertia);
			arena_release(&scratch);
		}
	}
	tiles_release(&tiles);
}

static bool goes_on(const struct references *r, size_t j)
{
	const size_t *together = r->o->together;

	return together && j > 0 && together[j] != SIZE_MAX && together[j] == together[j - 1];
}

/* A category is that of a row at random, and so are all columns of a text. */
static void draw_row(const struct references *r, struct rng *draw, double *out)
{
	size_t row = 0;

	for (size_t j = 0; j < r->columns; j++) {
		bool level = r->o->together && r->o->together[j] != SIZE_MAX;

		if ((r->o->levels && r->o->levels[j]) || (level && !goes_on(r, j)))
			row = rng_below(draw, r->rows);
		if ((r->o->levels && r->o->levels[j]) || level)
			out[j] = mat_row(r->x, row)[j];
		else
			out[j] = r->from[j] + rng_unit(draw) * (r->to[j] - r->from[j]);
	}
}

static void draw_set(void *arg, size_t set)
{
	const struct references *r = arg;
	struct arena scratch = { 0 };
	struct rng draw = rng_stream(r->o->seed, "gap", set);
	struct mat x = { ARENA_ARRAY(&scratch, double, r->rows * r->columns), r->rows, r->columns,
		         r->columns };

	for (size_t i = 0; i < r->rows; i++)
		draw_row(r, &draw, mat_row(x, i));
	log_sums(x, r->o, r->log_w + set * r->o->most);
	arena_release(&scratch);
}

/* The principal axes of x as rows, or the columns themselves. */
static double *axes(struct arena *a, struct mat x, bool rotated)
{
	size_t d = x.columns;
	double *mean = ARENA_ARRAY(a, double, d), *axis = ARENA_ARRAY(a, double, d *d), *square;

	for (size_t j = 0; j < d; j++)
		axis[j * d + j] = 1;
	if (!rotated || d > CHANCE_ROTATED_MOST)
		return axis;
	square = ARENA_ARRAY(a, double, d *d);
	for (size_t i = 0; i < x.rows; i++)
		for (size_t j = 0; j < d; j++)
			mean[j] += mat_row(x, i)[j] / (double)x.rows;
	for (size_t i = 0; i < x.rows; i++)
		for (size_t p = 0; p < d; p++)
			for (size_t q = 0; q < d; q++)
				square[p * d + q] += (mat_row(x, i)[p] - mean[p]) *
				                     (mat_row(x, i)[q] - mean[q]) / (double)x.rows;
	eigen_symmetric(square, axis, d);
	return axis;
}

static void find_box(struct references *r, struct arena *a, struct mat x)
{
	const double *axis = axes(a, x, !r->o->levels && !r->o->together);

	r->from = ARENA_ARRAY(a, double, x.columns);
	r->to = ARENA_ARRAY(a, double, x.columns);
	for (size_t p = 0; p < x.columns; p++) {
		r->from[p] = INFINITY;
		r->to[p] = -INFINITY;
		for (size_t i = 0; i < x.rows; i++) {
			double at = 0;

			for (size_t j = 0; j < x.columns; j++)
				at += axis[p * x.columns + j] * mat_row(x, i)[j];
			r->from[p] = fmin(r->from[p], at);
			r->to[p] = fmax(r->to[p], at);
		}
	}
}

struct spread {
	double mean, sd;
};

/* Of column k of v less column 0 when `relative`. */
static struct spread spread(const double *v, size_t sets, size_t most, size_t k, bool relative)
{
	struct spread s = { 0, 0 };

	for (size_t b = 0; b < sets; b++)
		s.mean += (v[b * most + k] - (relative ? v[b * most] : 0)) / (double)sets;
	for (size_t b = 0; b < sets; b++) {
		double off = v[b * most + k] - (relative ? v[b * most] : 0) - s.mean;

		s.sd += off * off / (double)sets;
	}
	s.sd = sqrt(s.sd);
	return s;
}

/* How far log W(k) - log W(1) lies below that of the references, at the best k. */
static double lead(const double *log_w, const struct references *r)
{
	double most = -INFINITY;

	for (size_t k = 1; k < r->o->most; k++) {
		struct spread s = spread(r->log_w, r->o->sets, r->o->most, k, true);
		double z = (s.mean - (log_w[k] - log_w[0])) / s.sd;

		if (isfinite(z) && z > most)
			most = z;
	}
	return most;
}

void chance_fit(struct chance *out, struct arena *a, struct mat x, const struct chance_options *o)
{
	struct arena scratch = { 0 };
	struct references r = { .x = x, .rows = x.rows, .columns = x.columns, .o = o };
	double *log_w = ARENA_ARRAY(&scratch, double, o->most);
	size_t beaten = 1;

	r.log_w = ARENA_ARRAY(&scratch, double, o->sets * o->most);
	find_box(&r, &scratch, x);
	tiles_each_run(o->each, o->sets, draw_set, &r);
	log_sums(x, o, log_w);
	out->gap = ARENA_ARRAY(a, double, o->most);
	out->se = ARENA_ARRAY(a, double, o->most);
	for (size_t k = 0; k < o->most; k++) {
		struct spread s = spread(r.log_w, o->sets, o->most, k, false);

		out->gap[k] = s.mean - log_w[k];
		out->se[k] = s.sd * sqrt(1 + 1 / (double)o->sets);
	}
	out->lead = lead(log_w, &r);
	for (size_t b = 0; b < o->sets; b++)
		beaten += lead(r.log_w + b * o->most, &r) >= out->lead;
	out->p = (double)beaten / (double)(o->sets + 1);
	arena_release(&scratch);
}
