/* prototypes - group rows of numbers and categories around their means and modes. */
#include "prototypes.h"

#include <math.h>
#include <string.h>

#include "rng.h"

#define PASSES 1000
#define ROUNDS 100  /* of single rows that move */
#define SLACK 1e-10 /* gains below this share are rounding */

struct fitting {
	struct mat x, centres;
	const struct prototypes_options *o;
	uint32_t *label;
	double *near, *sum, *rows; /* of each row: how far; of each centre and column: the sum; of each centre */
	double **count; /* of each category: [centre][code] rows */
	double cost;
};

static struct fitting begin(struct arena *a, struct mat x, const struct prototypes_options *o)
{
	size_t d = x.columns;
	struct fitting f = { .x = x, .o = o };

	f.centres = (struct mat){ ARENA_ARRAY(a, double, o->k *d), o->k, d, d };
	f.label = ARENA_ARRAY(a, uint32_t, x.rows);
	f.near = ARENA_ARRAY(a, double, x.rows);
	f.sum = ARENA_ARRAY(a, double, o->k *d);
	f.rows = ARENA_ARRAY(a, double, o->k);
	f.count = ARENA_ARRAY(a, double *, d);
	for (size_t j = 0; j < d; j++)
		if (o->mixed->category[j])
			f.count[j] = ARENA_ARRAY(a, double, o->k * o->levels[j]);
	return f;
}

/* Draws rows with chances as their distance from the ones drawn before; false when all lie on those. */
static bool draw_start(struct fitting *f, struct rng r)
{
	size_t n = f->x.rows, at = rng_below(&r, n);

	for (size_t i = 0; i < n; i++)
		f->near[i] = INFINITY;
	for (size_t c = 0; c < f->o->k; c++) {
		double all = 0, left;

		if (c) {
			for (size_t i = 0; i < n; i++)
				all += f->near[i];
			if (!(all > 0 && isfinite(all)))
				return false;
			left = rng_unit(&r) * all;
			for (size_t i = 0; i < n; i++) {
				if (f->near[i] > 0)
					at = i;
				left -= f->near[i];
				if (left < 0)
					break;
			}
		}
		memcpy(mat_row(f->centres, c), mat_row(f->x, at), f->x.columns * sizeof(double));
		for (size_t i = 0; i < n; i++)
			f->near[i] = fmin(f->near[i], mixed_away(f->o->mixed, mat_row(f->x, i),
			                                         mat_row(f->centres, c)));
	}
	return true;
}

/* Adds a row to what its centre is made of, or takes it away. */
static void add(struct fitting *f, size_t c, const double *row, double times)
{
	f->rows[c] += times;
	for (size_t j = 0; j < f->x.columns; j++)
		if (f->count[j])
			f->count[j][c * f->o->levels[j] + (size_t)row[j]] += times;
		else
			f->sum[c * f->x.columns + j] += times * row[j];
}

static double mode(const double *count, size_t levels)
{
	size_t best = 0;

	for (size_t l = 1; l < levels; l++)
		if (count[l] > count[best])
			best = l;
	return (double)best;
}

static void place_centre(struct fitting *f, size_t c)
{
	for (size_t j = 0; j < f->x.columns && f->rows[c] > 0; j++)
		mat_row(f->centres, c)[j] =
			f->count[j] ? mode(f->count[j] + c * f->o->levels[j], f->o->levels[j])
				    : f->sum[c * f->x.columns + j] / f->rows[c];
}

/* The row farthest from its centre, among centres with more rows than one, goes to the centre that has none. */
static void fill_empty(struct fitting *f, size_t c)
{
	size_t far = SIZE_MAX;

	for (size_t i = 0; i < f->x.rows; i++)
		if (f->rows[f->label[i]] > 1 && (far == SIZE_MAX || f->near[i] > f->near[far]))
			far = i;
	add(f, f->label[far], mat_row(f->x, far), -1);
	f->label[far] = (uint32_t)c;
	f->near[far] = 0;
	add(f, c, mat_row(f->x, far), 1);
}

/* Rows to their nearest centres. */
static void assign(struct fitting *f)
{
	f->cost = 0;
	for (size_t i = 0; i < f->x.rows; i++) {
		struct mixed_near near = mixed_assign(f->o->mixed, f->centres, mat_row(f->x, i));

		f->label[i] = (uint32_t)near.label;
		f->near[i] = near.d1;
		f->cost += near.d1;
	}
}

static void gather(struct fitting *f)
{
	memset(f->sum, 0, f->o->k * f->x.columns * sizeof(double));
	memset(f->rows, 0, f->o->k * sizeof(double));
	for (size_t j = 0; j < f->x.columns; j++)
		if (f->count[j])
			memset(f->count[j], 0, f->o->k * f->o->levels[j] * sizeof(double));
	for (size_t i = 0; i < f->x.rows; i++)
		add(f, f->label[i], mat_row(f->x, i), 1);
	for (size_t c = 0; c < f->o->k; c++)
		if (f->rows[c] == 0)
			fill_empty(f, c);
	for (size_t c = 0; c < f->o->k; c++)
		place_centre(f, c);
}

static size_t settle(struct fitting *f)
{
	size_t passes = 0;
	double before = INFINITY;

	for (assign(f); f->cost < before && passes < PASSES; passes++) {
		before = f->cost;
		gather(f);
		assign(f);
	}
	return passes;
}

/* Whether as many rows of the centre have another code as have its own. */
static bool is_tied(const double *count, size_t levels, size_t mode)
{
	for (size_t l = 0; l < levels; l++)
		if (l != mode && count[l] == count[mode])
			return true;
	return false;
}

/* What a row's leaving its centre saves, or what its coming to another costs, when the centre then moves. */
static double change(const struct fitting *f, size_t c, const double *row, bool leaves)
{
	const double *centre = mat_row(f->centres, c), n = f->rows[c];
	double sum = 0;

	for (size_t j = 0; j < f->x.columns; j++) {
		double away = row[j] - centre[j];
		const double *count;
		bool counts;

		if (!f->count[j]) {
			sum += f->o->mixed->weight[j] * away * away *
			       (leaves ? n / (n - 1) : n / (n + 1));
			continue;
		}
		count = f->count[j] + c * f->o->levels[j];
		if (leaves)
			counts = away != 0 || is_tied(count, f->o->levels[j], (size_t)centre[j]);
		else
			counts = count[(size_t)row[j]] < count[(size_t)centre[j]];
		sum += counts ? f->o->mixed->weight[j] : 0;
	}
	return sum;
}

/* One by one, rows go where they cost least, if that is less than they cost now; both centres move at once. */
static void move_rows(struct fitting *f)
{
	gather(f);
	for (size_t i = 0; i < f->x.rows; i++) {
		const double *row = mat_row(f->x, i);
		size_t from = f->label[i], to = from;
		double least = INFINITY;

		if (f->rows[from] < 2)
			continue;
		for (size_t c = 0; c < f->o->k; c++) {
			double cost = c == from ? INFINITY : change(f, c, row, false);

			if (cost < least) {
				least = cost;
				to = c;
			}
		}
		if (!(least < change(f, from, row, true) * (1 - SLACK)))
			continue;
		add(f, from, row, -1);
		add(f, to, row, 1);
		f->label[i] = (uint32_t)to;
		place_centre(f, from);
		place_centre(f, to);
	}
}

static void polish(struct fitting *f, double *best)
{
	size_t bytes = f->o->k * f->x.columns * sizeof(double);
	double least = f->cost;

	for (size_t i = 0; i < ROUNDS; i++) {
		move_rows(f);
		settle(f);
		if (!(f->cost < least))
			break;
		least = f->cost;
		memcpy(best, f->centres.p, bytes);
	}
	memcpy(f->centres.p, best, bytes);
	assign(f);
}

bool prototypes_fit(struct prototypes *out, struct arena *a, struct mat x,
                    const struct prototypes_options *o)
{
	struct arena scratch = { 0 };
	struct fitting f = begin(a, x, o);
	size_t bytes = o->k * x.columns * sizeof(double);
	double *best = ARENA_ARRAY(&scratch, double, o->k *x.columns);

	*out = (struct prototypes){ .centres = f.centres, .cost = INFINITY };
	for (size_t i = 0; i < o->restarts; i++) {
		size_t passes;

		if (!draw_start(&f, rng_stream(o->seed, "prototypes", i)))
			break;
		passes = settle(&f);
		if (f.cost < out->cost) {
			out->cost = f.cost;
			out->iterations = passes;
			memcpy(best, f.centres.p, bytes);
		}
	}
	if (isfinite(out->cost)) {
		memcpy(f.centres.p, best, bytes);
		assign(&f);
		polish(&f, best);
		out->cost = f.cost;
	}
	arena_release(&scratch);
	return isfinite(out->cost);
}
