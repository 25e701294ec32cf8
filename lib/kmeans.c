/* kmeans - group rows around k centres. */
#include "kmeans.h"

#include <math.h>
#include <string.h>

#include "lloyd.h"
#include "plusplus.h"
#include "polish.h"
#include "resample.h"

#define TRIES 10           /* rounds of sorting centres whose rows tie */
#define SWAPS_ROWS 2000000 /* rows times swaps that better nothing */
#define SWAPS_LEAST 4
#define SWAPS_MOST 100
#define LARGE 200000 /* rows from which a search starts with */
#define SOME 100000  /* so many of them */

/* From the winning centres to the ones returned: in order, and still the means of the rows nearest to them. A row
 * midway may change sides when the order does, so this may take more rounds than one. */
static void settle(struct lloyd *t, struct kmeans *out, size_t max_iter)
{
	for (int i = 0; lloyd_sort(t) && i < TRIES && out->converged; i++)
		out->converged = lloyd_go_on(t, max_iter) && i + 1 < TRIES;
	if (!out->converged)
		(void)lloyd_go_on(t, 0);
	out->inertia = lloyd_inertia(t);
}

static void start_from(struct lloyd *t, const struct kmeans_options *o, size_t restart)
{
	struct arena scratch = { 0 };
	const size_t *rows = NULL;

	if (o->start.rows == 0)
		rows = plusplus_rows(&scratch, t->x, t->k, rng_stream(o->seed, "kmeans", restart));
	for (size_t c = 0; c < t->k; c++)
		if (rows)
			tiles_copy(t->x, rows[c], t->centres + c * t->d, 1);
		else
			memcpy(t->centres + c * t->d, mat_row(o->start, c), t->d * sizeof(double));
	arena_release(&scratch);
}

/* Small sets are searched more, large ones in a time that stays in bounds. */
static size_t swaps(const struct kmeans_options *o, size_t rows)
{
	size_t n = SWAPS_ROWS / rows;

	if (o->swaps)
		return o->swaps;
	return n < SWAPS_LEAST ? SWAPS_LEAST : n > SWAPS_MOST ? SWAPS_MOST : n;
}

/* Of very many rows, some are enough to find out where to start: all that a search does is done with these. */
static bool start_from_some(struct lloyd *t, const struct kmeans_options *o)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(o->seed, "kmeans sample", 0);
	struct resample some = resample_some(&scratch, t->x->rows, SOME, &r);
	struct mat x = { ARENA_ARRAY(&scratch, double, some.n * t->d), some.n, t->d, t->d };
	double *weight = o->weight ? ARENA_ARRAY(&scratch, double, some.n) : NULL;
	struct kmeans_options how = *o;
	struct kmeans fit;
	bool found;

	for (size_t i = 0; i < some.n; i++) {
		tiles_copy(t->x, some.row[i], mat_row(x, i), 1);
		if (weight)
			weight[i] = o->weight[some.row[i]];
	}
	how.weight = weight;
	how.borrow = false;
	how.each = t->x->each;
	found = kmeans_fit(&fit, &scratch, x, &how) == KMEANS_DONE;
	if (found)
		memcpy(t->centres, fit.centres.p, t->k * t->d * sizeof(double));
	arena_release(&scratch);
	return found;
}

static void search(struct lloyd *t, struct kmeans *out, const struct kmeans_options *o)
{
	size_t max_iter = o->max_iter ? o->max_iter : KMEANS_MAX_ITER;
	size_t restarts = o->start.rows ? 1 : o->restarts ? o->restarts : KMEANS_RESTARTS;
	bool large = t->x->rows > LARGE && restarts > 1 && start_from_some(t, o);

	out->inertia = INFINITY;
	restarts = large ? 1 : restarts;
	for (size_t i = 0; i < restarts; i++) {
		size_t iterations;
		bool converged;

		if (!large)
			start_from(t, o, i);
		converged = lloyd_run(t, max_iter, &iterations);
		if (lloyd_inertia(t) < out->inertia) {
			out->inertia = lloyd_inertia(t);
			out->restart = i;
			out->iterations = iterations;
			out->converged = converged;
			if (i + 1 < restarts)
				lloyd_keep(t);
		} else if (i + 1 == restarts) {
			lloyd_restore(t);
		}
	}
	if (o->polish && out->converged && !o->start.rows && !large)
		polish_swap(t, swaps(o, t->x->rows), max_iter, rng_stream(o->seed, "kmeans swap", 0));
	if (o->polish && out->converged)
		polish_hartigan(t, max_iter);
	settle(t, out, max_iter);
}

static bool finite_start(struct mat start)
{
	for (size_t c = 0; c < start.rows; c++)
		for (size_t j = 0; j < start.columns; j++)
			if (!(fabs(mat_row(start, c)[j]) <= TILES_LARGEST))
				return false;
	return true;
}

const char *kmeans_options_check(const struct kmeans_options *o)
{
	if (o->k < 1 || o->k > KMEANS_K_MOST)
		return "the number of segments must be from 1 to 4096";
	if (o->start.rows && o->start.rows != o->k)
		return "the start must have as many centres as there are to be segments";
	return NULL;
}

static void give(struct kmeans *out, struct arena *a, const struct lloyd *t)
{
	out->centres = (struct mat){ ARENA_ARRAY(a, double, t->k * t->d), t->k, t->d, t->d };
	out->label = t->label;
	out->count = ARENA_ARRAY(a, uint64_t, t->k);
	memcpy(out->centres.p, t->centres, t->k * t->d * sizeof(double));
	for (size_t c = 0; c < t->k; c++)
		out->count[c] = (uint64_t)t->total.rows[c];
}

enum kmeans_status kmeans_fit(struct kmeans *out, struct arena *a, struct mat x,
                              const struct kmeans_options *o)
{
	struct tiles tiles;
	enum kmeans_status status = KMEANS_RANGE;

	if (o->borrow ? tiles_borrow(&tiles, x, o->each) : tiles_init(&tiles, x, o->each)) {
		tiles_set_weight(&tiles, o->weight);
		status = kmeans_fit_tiles(out, a, &tiles, o);
	}
	tiles_release(&tiles);
	return status;
}

enum kmeans_status kmeans_fit_tiles(struct kmeans *out, struct arena *a, const struct tiles *x,
                                    const struct kmeans_options *o)
{
	struct arena scratch = { 0 };
	enum kmeans_status status = KMEANS_DONE;
	struct lloyd t;

	*out = (struct kmeans){ 0 };
	if (!finite_start(o->start)) {
		status = KMEANS_RANGE;
	} else if ((out->distinct = tiles_distinct(x, o->k)) < o->k) {
		status = KMEANS_FEW_DISTINCT;
	} else {
		lloyd_init(&t, &scratch, x, o->k, a);
		search(&t, out, o);
		give(out, a, &t);
	}
	arena_release(&scratch);
	return status;
}

static void see(struct kmeans_near *near, size_t c, double away)
{
	if (away < near->d1) {
		near->d2 = near->d1;
		near->d1 = away;
		near->label = c;
	} else if (away < near->d2) {
		near->d2 = away;
	}
}

/* Four centres at a time, as each sum must wait for its own additions. */
static void see_four(struct kmeans_near *near, struct mat centres, size_t c, const double *row)
{
	const double *p = mat_row(centres, c), *q = mat_row(centres, c + 1),
		     *r = mat_row(centres, c + 2), *s = mat_row(centres, c + 3);
	double a0 = 0, a1 = 0, a2 = 0, a3 = 0;

	for (size_t j = 0; j < centres.columns; j++) {
		a0 += (row[j] - p[j]) * (row[j] - p[j]);
		a1 += (row[j] - q[j]) * (row[j] - q[j]);
		a2 += (row[j] - r[j]) * (row[j] - r[j]);
		a3 += (row[j] - s[j]) * (row[j] - s[j]);
	}
	see(near, c, a0);
	see(near, c + 1, a1);
	see(near, c + 2, a2);
	see(near, c + 3, a3);
}

struct kmeans_near kmeans_assign(struct mat centres, const double *row)
{
	struct kmeans_near near = { 0, INFINITY, INFINITY };
	size_t c = 0;

	for (; c + 4 <= centres.rows; c += 4)
		see_four(&near, centres, c, row);
	for (; c < centres.rows; c++)
		see(&near, c, lloyd_distance(row, mat_row(centres, c), centres.columns));
	return near;
}

double kmeans_segment_fit(struct kmeans_near near)
{
	return kmeans_margin(sqrt(near.d1), sqrt(near.d2));
}
