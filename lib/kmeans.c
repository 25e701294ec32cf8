/* kmeans - group rows around k centres. */
#include "kmeans.h"

#include <math.h>
#include <string.h>

#include "plusplus.h"
#include "rng.h"

#define NONE UINT32_MAX
#define TRIES 10 /* rounds of sorting centres whose rows tie */

/* A fit under way. What slices write lies apart for each slice and is added up in their order. */
struct task {
	struct tiles x;
	size_t k, d;
	double *centres; /* [k][d], as are sums */
	double *sums;
	int64_t *counts;
	uint32_t *label;
	double *part_sums;
	int64_t *part_counts;
	size_t *part_moved;
	double *part_inertia;
};

/* `at` points into a tile. */
static void row_move(const struct task *t, const double *at, double *sums, int64_t *counts,
                     uint32_t from, uint32_t to)
{
	if (from != NONE) {
		counts[from]--;
		for (size_t j = 0; j < t->d; j++)
			sums[from * t->d + j] -= at[j * TILE_ROWS];
	}
	counts[to]++;
	for (size_t j = 0; j < t->d; j++)
		sums[to * t->d + j] += at[j * TILE_ROWS];
}

static void part_clear(struct task *t, size_t s)
{
	memset(t->part_sums + s * t->k * t->d, 0, t->k * t->d * sizeof(*t->part_sums));
	memset(t->part_counts + s * t->k, 0, t->k * sizeof(*t->part_counts));
	t->part_moved[s] = 0;
}

/* Labels a slice anew and notes what that changes in sums and counts. */
static void pass_slice(void *arg, size_t s)
{
	struct task *t = arg;
	double best[TILE_ROWS], inertia = 0;
	int32_t label[TILE_ROWS];

	part_clear(t, s);
	for (size_t i = s * SLICE_TILES; i < tiles_end(&t->x, s); i++) {
		const double *tile = tiles_at(&t->x, i);
		uint32_t *old = t->label + i * TILE_ROWS;
		size_t rows = tiles_rows(&t->x, i);

		tile_nearest(tile, t->centres, t->k, t->d, best, label);
		for (size_t b = rows; b < TILE_ROWS; b++)
			best[b] = 0;
		inertia += tile_sum(best);
		if (memcmp(label, old, rows * sizeof(*old)) == 0)
			continue;
		for (size_t b = 0; b < rows; b++) {
			uint32_t now = (uint32_t)label[b];

			if (old[b] == now)
				continue;
			row_move(t, tile + b, t->part_sums + s * t->k * t->d,
			         t->part_counts + s * t->k, old[b], now);
			old[b] = now;
			t->part_moved[s]++;
		}
	}
	t->part_inertia[s] = inertia;
}

static void sum_slice(void *arg, size_t s)
{
	struct task *t = arg;

	part_clear(t, s);
	for (size_t i = s * SLICE_TILES; i < tiles_end(&t->x, s); i++) {
		for (size_t b = 0; b < tiles_rows(&t->x, i); b++)
			row_move(t, tiles_at(&t->x, i) + b, t->part_sums + s * t->k * t->d,
			         t->part_counts + s * t->k, NONE, t->label[i * TILE_ROWS + b]);
		t->part_moved[s]++;
	}
}

/* Adds what slices noted, in their order; returns how many rows they moved. */
static size_t parts_add(struct task *t)
{
	size_t moved = 0;

	for (size_t s = 0; s < t->x.slices; s++) {
		if (!t->part_moved[s])
			continue;
		moved += t->part_moved[s];
		for (size_t i = 0; i < t->k * t->d; i++)
			t->sums[i] += t->part_sums[s * t->k * t->d + i];
		for (size_t c = 0; c < t->k; c++)
			t->counts[c] += t->part_counts[s * t->k + c];
	}
	return moved;
}

static void sums_clear(struct task *t)
{
	memset(t->sums, 0, t->k * t->d * sizeof(*t->sums));
	memset(t->counts, 0, t->k * sizeof(*t->counts));
}

/* Sums in the order of rows, free of what many moves in and out have rounded away. */
static void sums_exact(struct task *t)
{
	tiles_run(&t->x, sum_slice, t);
	sums_clear(t);
	parts_add(t);
}

static double distance(const double *row, const double *centre, size_t d)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++) {
		double t = row[j] - centre[j];

		sum += t * t;
	}
	return sum;
}

/* Gives each centre without rows the farthest row of those that share theirs; returns how many. */
static size_t repair(struct task *t)
{
	size_t repaired = 0;

	for (uint32_t c = 0; c < t->k; c++) {
		size_t far = 0;
		double most = -1;

		if (t->counts[c])
			continue;
		for (size_t i = 0; i < t->x.x.rows; i++) {
			uint32_t own = t->label[i];
			double away = distance(mat_row(t->x.x, i), t->centres + own * t->d, t->d);

			if (away > most && t->counts[own] > 1) {
				most = away;
				far = i;
			}
		}
		memset(t->sums + c * t->d, 0, t->d * sizeof(*t->sums));
		row_move(t, tiles_at(&t->x, far / TILE_ROWS) + far % TILE_ROWS, t->sums, t->counts,
		         t->label[far], c);
		t->label[far] = c;
		repaired++;
	}
	return repaired;
}

/* Centres to the means of their rows; whether any differs from before. */
static bool means(struct task *t)
{
	bool changed = false;

	for (size_t c = 0; c < t->k; c++) {
		for (size_t j = 0; j < t->d; j++) {
			double *at = &t->centres[c * t->d + j],
			       mean = t->sums[c * t->d + j] / (double)t->counts[c];

			changed |= *at != mean;
			*at = mean;
		}
	}
	return changed;
}

/* Passes until the centres are the exact means of their rows and the rows are nearest to them. After max_iter rounds
 * (0 only labels) it returns false; labels, counts and part_inertia belong to the centres in either case. */
static bool lloyd(struct task *t, size_t max_iter, size_t *iterations)
{
	memset(t->label, 0xff, t->x.x.rows * sizeof(*t->label));
	sums_clear(t);
	for (size_t i = 0;; i++) {
		bool exact = i == 0;
		size_t moved;

		tiles_run(&t->x, pass_slice, t);
		moved = parts_add(t);
		*iterations = i + 1;
		if (i == max_iter)
			return false;
		if (repair(t)) {
			exact = false;
		} else if (moved == 0) {
			sums_exact(t);
			exact = true;
		}
		if (!means(t) && exact)
			return true;
	}
}

static double inertia(const struct task *t)
{
	double sum = 0;

	for (size_t s = 0; s < t->x.slices; s++)
		sum += t->part_inertia[s];
	return sum;
}

/* Whether centre a comes after centre b: descending order of coordinates, the first first. */
static bool after(const double *a, const double *b, size_t d)
{
	for (size_t j = 0; j < d; j++)
		if (a[j] != b[j])
			return a[j] < b[j];
	return false;
}

/* Puts the centres in their order, whatever start found them; whether any had to move. */
static bool sort_centres(struct task *t)
{
	bool any = false;

	for (size_t c = 1; c < t->k; c++) {
		for (size_t i = c;
		     i > 0 && after(t->centres + (i - 1) * t->d, t->centres + i * t->d, t->d); i--) {
			for (size_t j = 0; j < t->d; j++) {
				double *a = &t->centres[(i - 1) * t->d + j],
				       *b = &t->centres[i * t->d + j], keep = *a;

				*a = *b;
				*b = keep;
			}
			any = true;
		}
	}
	return any;
}

/* From the winning centres to the ones returned: in order, and still the means of the rows nearest to them. A row
 * midway may change sides when the order does, so this may take more rounds than one. */
static void settle(struct task *t, struct kmeans *out, size_t max_iter)
{
	size_t extra;

	sort_centres(t);
	for (int i = 0; i < TRIES && out->converged; i++) {
		out->converged = lloyd(t, max_iter, &extra);
		if (!sort_centres(t))
			break;
		out->converged = i + 1 < TRIES;
	}
	if (!out->converged)
		(void)lloyd(t, 0, &extra);
	out->inertia = inertia(t);
}

static void task_init(struct task *t, struct arena *a, size_t k)
{
	size_t cells = k * t->x.x.columns, slices = t->x.slices;

	t->k = k;
	t->d = t->x.x.columns;
	t->centres = ARENA_ARRAY(a, double, cells);
	t->sums = ARENA_ARRAY(a, double, cells);
	t->counts = ARENA_ARRAY(a, int64_t, k);
	t->label = ARENA_ARRAY(a, uint32_t, t->x.count * TILE_ROWS);
	t->part_sums = ARENA_ARRAY(a, double, slices *cells);
	t->part_counts = ARENA_ARRAY(a, int64_t, slices * k);
	t->part_moved = ARENA_ARRAY(a, size_t, slices);
	t->part_inertia = ARENA_ARRAY(a, double, slices);
}

static void start_from(struct task *t, const struct kmeans_options *o, size_t restart)
{
	struct arena scratch = { 0 };
	const size_t *rows = NULL;

	if (o->start.rows == 0)
		rows = plusplus_rows(&scratch, &t->x, t->k, rng_stream(o->seed, "kmeans", restart));
	for (size_t c = 0; c < t->k; c++)
		memcpy(t->centres + c * t->d, rows ? mat_row(t->x.x, rows[c]) : mat_row(o->start, c),
		       t->d * sizeof(double));
	arena_release(&scratch);
}

static void search(struct task *t, struct arena *scratch, struct kmeans *out,
                   const struct kmeans_options *o)
{
	size_t bytes = t->k * t->d * sizeof(double),
	       max_iter = o->max_iter ? o->max_iter : KMEANS_MAX_ITER;
	size_t restarts = o->start.rows ? 1 : o->restarts ? o->restarts : KMEANS_RESTARTS;
	double *best = ARENA_ARRAY(scratch, double, t->k * t->d);

	out->inertia = INFINITY;
	for (size_t i = 0; i < restarts; i++) {
		size_t iterations;
		bool converged;

		start_from(t, o, i);
		converged = lloyd(t, max_iter, &iterations);
		if (inertia(t) < out->inertia) {
			out->inertia = inertia(t);
			out->restart = i;
			out->iterations = iterations;
			out->converged = converged;
			memcpy(best, t->centres, bytes);
		}
	}
	memcpy(t->centres, best, bytes);
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

enum kmeans_status kmeans_fit(struct kmeans *out, struct arena *a, struct mat x,
                              const struct kmeans_options *o)
{
	struct arena scratch = { 0 };
	enum kmeans_status status = KMEANS_DONE;
	struct task t = { 0 };

	*out = (struct kmeans){ 0 };
	if (!tiles_init(&t.x, x, o->each) || !finite_start(o->start)) {
		status = KMEANS_RANGE;
	} else if ((out->distinct = tiles_distinct(&t.x, o->k)) < o->k) {
		status = KMEANS_FEW_DISTINCT;
	} else {
		task_init(&t, &scratch, o->k);
		search(&t, &scratch, out, o);
		out->centres = (struct mat){ ARENA_ARRAY(a, double, t.k *t.d), t.k, t.d, t.d };
		out->label = ARENA_ARRAY(a, uint32_t, x.rows);
		out->count = ARENA_ARRAY(a, uint64_t, t.k);
		memcpy(out->centres.p, t.centres, t.k * t.d * sizeof(double));
		memcpy(out->label, t.label, x.rows * sizeof(*out->label));
		for (size_t c = 0; c < t.k; c++)
			out->count[c] = (uint64_t)t.counts[c];
	}
	tiles_release(&t.x);
	arena_release(&scratch);
	return status;
}

struct kmeans_near kmeans_assign(struct mat centres, const double *row)
{
	struct kmeans_near near = { 0, INFINITY, INFINITY };

	for (size_t c = 0; c < centres.rows; c++) {
		double away = distance(row, mat_row(centres, c), centres.columns);

		if (away < near.d1) {
			near.d2 = near.d1;
			near.d1 = away;
			near.label = c;
		} else if (away < near.d2) {
			near.d2 = away;
		}
	}
	return near;
}

double kmeans_segment_fit(struct kmeans_near near)
{
	if (near.d2 == 0)
		return 0;
	return 1 - sqrt(near.d1) / sqrt(near.d2);
}
