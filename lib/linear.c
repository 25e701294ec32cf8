/* linear - least squares: a number as a weighted sum of columns, with errors that hold whatever the spread. */
#include "linear.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cholesky.h"
#include "memory.h"

#define SLICES 64  /* at most; each has sums of its own */
#define SLICE 64   /* tiles at least */
#define ALONE 1e-9 /* what a row leaves to the others, below which a weight rests on it alone */

struct problem {
	const struct linear_rows *rows;
	size_t m, slices, tiles, sum_size; /* m = p + 1 */
	double *sum;                       /* of each slice */
	double *lower, *beta;              /* factored */
	bool *dropped;
	size_t used_rows;
	double mean; /* of y: sums are taken about it */
};

/* Weights and y about its mean, of a tile's rows; 0 past the last one. */
static void take_rows(const struct problem *f, size_t tile, double *w, double *y)
{
	for (size_t r = 0; r < GRAM_ROWS; r++) {
		size_t row = tile * GRAM_ROWS + r;
		bool there = row < f->rows->n;

		w[r] = !there ? 0 : f->rows->weight ? f->rows->weight[row] : 1;
		y[r] = w[r] > 0 ? f->rows->y[row] - f->mean : 0;
	}
}

/* Sums: y y, columns times y, columns times columns, each times the weight. */
static void add_products(void *arg, size_t slice)
{
	struct problem *f = arg;
	double *sum = memory_zero(f->sum_size, GRAM_LANES * sizeof(*sum)), w[GRAM_ROWS], y[GRAM_ROWS];
	double *room = memory_get(f->m, GRAM_ROWS * sizeof(*room));

	for (size_t t = slice * f->tiles; t < (slice + 1) * f->tiles && t < gram_tiles(f->rows->n); t++) {
		const double *x = gram_tile(&f->rows->x, t, room);
		double yw[GRAM_ROWS], yy[GRAM_ROWS];

		take_rows(f, t, w, y);
		for (size_t r = 0; r < GRAM_ROWS; r++) {
			yw[r] = w[r] * y[r];
			yy[r] = yw[r] * y[r];
		}
		gram_add_rows(sum, yy);
		gram_add_rows(sum + GRAM_LANES, yw);
		gram_add(sum + 2 * GRAM_LANES, yw, x, f->m - 1);
		gram_add_square(sum + (1 + f->m) * GRAM_LANES, w, x, f->m - 1);
	}
	for (size_t i = 0; i < f->sum_size; i++)
		f->sum[slice * f->sum_size + i] = gram_total(sum + i * GRAM_LANES);
	free(room);
	free(sum);
}

/* 1 - leverage of each row: L^-1 x, squared. */
static void leave(const struct problem *f, const double *x, const double *w, double *left, double *solved)
{
	size_t m = f->m;

	for (size_t r = 0; r < GRAM_ROWS; r++) {
		solved[r] = 1 / f->lower[0];
		left[r] = 1 - w[r] * solved[r] * solved[r];
	}
	for (size_t i = 1; i < m; i++) {
		double *z = solved + i * GRAM_ROWS, below[GRAM_ROWS];

		gram_weighted(below, solved, i, 0, f->lower + i * m);
		for (size_t r = 0; r < GRAM_ROWS; r++) {
			z[r] = f->dropped[i]
			               ? 0
			               : (x[(i - 1) * GRAM_ROWS + r] - below[r]) / f->lower[i * m + i];
			left[r] -= w[r] * z[r] * z[r];
		}
	}
}

/* Sums: residuals squared, the least part left (as it is), the squares of weighted residuals over it times columns times
 * columns. */
static void add_errors(void *arg, size_t slice)
{
	struct problem *f = arg;
	double *sum = memory_zero(f->sum_size, GRAM_LANES * sizeof(*sum)), w[GRAM_ROWS],
	       y[GRAM_ROWS], least = 1;
	double *solved = memory_get(f->m, GRAM_ROWS * sizeof(*solved));
	double *room = memory_get(f->m, GRAM_ROWS * sizeof(*room));

	for (size_t t = slice * f->tiles; t < (slice + 1) * f->tiles && t < gram_tiles(f->rows->n); t++) {
		const double *x = gram_tile(&f->rows->x, t, room);
		double value[GRAM_ROWS], left[GRAM_ROWS], square[GRAM_ROWS];

		take_rows(f, t, w, y);
		gram_weighted(value, x, f->m - 1, f->beta[0], f->beta + 1);
		leave(f, x, w, left, solved);
		for (size_t r = 0; r < GRAM_ROWS; r++) {
			double e = y[r] - value[r], own = w[r] * e / left[r];

			square[r] = w[r] * e * e;
			value[r] = w[r] > 0 ? own * own : 0;
			least = w[r] > 0 ? fmin(least, left[r]) : least;
		}
		gram_add_rows(sum, square);
		gram_add_square(sum + (1 + f->m) * GRAM_LANES, value, x, f->m - 1);
	}
	for (size_t i = 0; i < f->sum_size; i++)
		f->sum[slice * f->sum_size + i] = gram_total(sum + i * GRAM_LANES);
	f->sum[slice * f->sum_size + 1] = least;
	free(room);
	free(solved);
	free(sum);
}

/* Runs a pass and joins its slices; entry 1 is a least. */
static double *pass(struct problem *f, void (*fn)(void *arg, size_t slice), bool least)
{
	tiles_each_run(f->rows->each, f->slices, fn, f);
	for (size_t s = 1; s < f->slices; s++)
		for (size_t i = 0; i < f->sum_size; i++)
			if (i == 1 && least)
				f->sum[1] = fmin(f->sum[1], f->sum[s * f->sum_size + 1]);
			else
				f->sum[i] += f->sum[s * f->sum_size + i];
	return f->sum;
}

/* The errors from (X'X)^-1 M (X'X)^-1, whose middle has the lower triangle `middle`. */
static void sandwich(const struct problem *f, const double *middle, double *error)
{
	size_t m = f->m;
	double *column = memory_get(m, sizeof(*column));

	for (size_t i = 0; i < m; i++) {
		double sum = 0;

		memset(column, 0, m * sizeof(*column));
		column[i] = 1;
		cholesky_solve(f->lower, f->dropped, m, column);
		for (size_t j = 0, at = 0; j < m; j++)
			for (size_t k = 0; k <= j; k++, at++)
				sum += (j == k ? 1 : 2) * column[j] * column[k] * middle[at];
		error[i] = f->dropped[i] ? NAN : sqrt(sum);
	}
	free(column);
}

static double mean_of(const struct linear_rows *rows)
{
	double sum = 0, mass = 0;

	for (size_t r = 0; r < rows->n; r++) {
		double w = rows->weight ? rows->weight[r] : 1;

		sum += w > 0 ? w * rows->y[r] : 0;
		mass += w;
	}
	return sum / mass;
}

static void keep_moments(struct linear *out, const struct problem *f, const double *sum)
{
	const double *of_y = sum + 1, *square = sum + 1 + f->m;
	size_t p = f->m - 1;

	for (size_t i = 0; i <= p; i++)
		for (size_t j = 0; j <= i; j++) {
			size_t row = i + 1, column = j + 1; /* of the triangle, whose first is of ones */
			const double *own = square + row * (row + 1) / 2;
			double x = i < p ? own[column] - own[0] * square[column * (column + 1) / 2] /
			                                         square[0]
			           : j < p ? of_y[column] - of_y[0] * square[column * (column + 1) / 2] /
			                                            square[0]
			                   : sum[0] - of_y[0] * of_y[0] / square[0];

			if ((i < p && f->dropped[row]) || (j < p && f->dropped[column]))
				x = 0;
			out->moments[i * f->m + j] = out->moments[j * f->m + i] = x;
		}
}

static void solve(struct linear *out, struct problem *f)
{
	size_t m = f->m;
	double *sum = pass(f, add_products, false), spread = sum[0], squares;

	for (size_t i = 0, at = 1 + m; i < m; i++)
		for (size_t j = 0; j <= i; j++)
			f->lower[i * m + j] = sum[at++];
	cholesky_factor(f->lower, f->dropped, m);
	memcpy(f->beta, sum + 1, m * sizeof(double));
	cholesky_solve(f->lower, f->dropped, m, f->beta);
	keep_moments(out, f, sum);
	for (size_t i = 1; i < m; i++)
		out->used += !f->dropped[i];
	if (f->used_rows <= out->used + 1)
		return;
	sum = pass(f, add_errors, true);
	squares = sum[0];
	out->fits = sum[1] > ALONE;
	sandwich(f, sum + 1 + m, out->error);
	out->residual = sqrt(squares / (double)(f->used_rows - out->used - 1));
	out->r_squared = spread > 0 ? 1 - squares / spread : NAN;
	f->beta[0] += f->mean;
}

void linear_fit(struct linear *out, struct arena *a, const struct linear_rows *rows)
{
	size_t m = rows->x.p + 1, tiles = gram_tiles(rows->n), each = (tiles + SLICES - 1) / SLICES;
	struct problem f = { .rows = rows, .m = m, .tiles = each > SLICE ? each : SLICE };

	*out = (struct linear){
		.beta = ARENA_ARRAY(a, double, m),
		.error = ARENA_ARRAY(a, double, m),
		.residual = NAN,
		.r_squared = NAN,
		.moments = ARENA_ARRAY(a, double, m *m),
	};
	f.slices = (tiles + f.tiles - 1) / f.tiles;
	f.sum_size = 1 + m + GRAM_SQUARE(rows->x.p);
	f.sum = memory_get(f.slices, f.sum_size * sizeof(double));
	f.lower = memory_zero(m, m * sizeof(double));
	f.dropped = memory_zero(m, sizeof(bool));
	f.beta = out->beta;
	f.mean = mean_of(rows);
	for (size_t r = 0; r < rows->n; r++)
		f.used_rows += !rows->weight || rows->weight[r] > 0;
	solve(out, &f);
	free(f.sum);
	free(f.lower);
	free(f.dropped);
}
