/* lloyd - passes of k-means: rows to their nearest centre, centres to the means of their rows. */
#include "lloyd.h"

#include <string.h>

#define NONE UINT32_MAX

static void row_move(const struct lloyd *t, size_t row, const struct lloyd_sums *s, uint32_t from,
                     uint32_t to)
{
	const double *at = tiles_at(t->x, row / TILE_ROWS) + row % TILE_ROWS;
	double w = tiles_weight(t->x, row);

	if (from != NONE) {
		s->rows[from]--;
		s->mass[from] -= w;
		for (size_t j = 0; j < t->d; j++)
			s->sum[from * t->d + j] -= w * at[j * TILE_ROWS];
	}
	s->rows[to]++;
	s->mass[to] += w;
	for (size_t j = 0; j < t->d; j++)
		s->sum[to * t->d + j] += w * at[j * TILE_ROWS];
}

static struct lloyd_sums part(const struct lloyd *t, size_t slice)
{
	return (struct lloyd_sums){ t->parts.sum + slice * t->k * t->d,
		                    t->parts.mass + slice * t->k, t->parts.rows + slice * t->k };
}

static void sums_clear(const struct lloyd *t, const struct lloyd_sums *s)
{
	memset(s->sum, 0, t->k * t->d * sizeof(*s->sum));
	memset(s->mass, 0, t->k * sizeof(*s->mass));
	memset(s->rows, 0, t->k * sizeof(*s->rows));
}

/* Labels a slice anew and notes what that changes in the sums. */
static void pass_slice(void *arg, size_t s)
{
	struct lloyd *t = arg;
	struct lloyd_sums sums = part(t, s);
	double best[TILE_ROWS], inertia = 0;
	int32_t label[TILE_ROWS];

	sums_clear(t, &sums);
	t->part_moved[s] = 0;
	for (size_t i = s * SLICE_TILES; i < tiles_end(t->x, s); i++) {
		uint32_t *old = t->label + i * TILE_ROWS;
		size_t rows = tiles_rows(t->x, i);

		tile_nearest(tiles_at(t->x, i), t->centres, t->k, t->d, best, label);
		tiles_weigh(t->x, i, best);
		inertia += tile_sum(best);
		if (memcmp(label, old, rows * sizeof(*old)) == 0)
			continue;
		for (size_t b = 0; b < rows; b++) {
			uint32_t now = (uint32_t)label[b];

			if (old[b] == now)
				continue;
			row_move(t, i * TILE_ROWS + b, &sums, old[b], now);
			old[b] = now;
			t->part_moved[s]++;
		}
	}
	t->part_inertia[s] = inertia;
}

static void sum_slice(void *arg, size_t s)
{
	struct lloyd *t = arg;
	struct lloyd_sums sums = part(t, s);
	size_t end = (s + 1) * SLICE_ROWS < t->x->x.rows ? (s + 1) * SLICE_ROWS : t->x->x.rows;

	sums_clear(t, &sums);
	t->part_moved[s] = 1;
	for (size_t i = s * SLICE_ROWS; i < end; i++)
		row_move(t, i, &sums, NONE, t->label[i]);
}

/* Adds what slices noted, in their order; returns how many rows they moved. */
static size_t parts_add(struct lloyd *t)
{
	size_t moved = 0;

	for (size_t s = 0; s < t->x->slices; s++) {
		struct lloyd_sums sums = part(t, s);

		if (!t->part_moved[s])
			continue;
		moved += t->part_moved[s];
		for (size_t i = 0; i < t->k * t->d; i++)
			t->total.sum[i] += sums.sum[i];
		for (size_t c = 0; c < t->k; c++) {
			t->total.mass[c] += sums.mass[c];
			t->total.rows[c] += sums.rows[c];
		}
	}
	return moved;
}

/* Sums in the order of rows, free of what many moves in and out have rounded away. */
static void sums_exact(struct lloyd *t)
{
	tiles_run(t->x, sum_slice, t);
	sums_clear(t, &t->total);
	parts_add(t);
}

/* The row farthest from its centre among those that share theirs. */
static size_t farthest(const struct lloyd *t)
{
	size_t far = 0;
	double most = -1;

	for (size_t i = 0; i < t->x->x.rows; i++) {
		uint32_t own = t->label[i];
		double away = lloyd_distance(mat_row(t->x->x, i), t->centres + own * t->d, t->d);

		if (away > most && t->total.rows[own] > 1) {
			most = away;
			far = i;
		}
	}
	return far;
}

/* Gives each centre without rows a row; returns how many. */
static size_t repair(struct lloyd *t)
{
	size_t repaired = 0;

	for (uint32_t c = 0; c < t->k; c++) {
		size_t far;

		if (t->total.rows[c])
			continue;
		far = farthest(t);
		t->total.mass[c] = 0;
		memset(t->total.sum + c * t->d, 0, t->d * sizeof(*t->total.sum));
		row_move(t, far, &t->total, t->label[far], c);
		t->label[far] = c;
		repaired++;
	}
	return repaired;
}

/* A centre to the mean of its rows; whether it differs from before. */
static bool mean(struct lloyd *t, size_t c)
{
	bool changed = false;

	for (size_t j = 0; j < t->d; j++) {
		double *at = &t->centres[c * t->d + j],
		       middle = t->total.sum[c * t->d + j] / t->total.mass[c];

		changed |= *at != middle;
		*at = middle;
	}
	return changed;
}

static bool means(struct lloyd *t)
{
	bool changed = false;

	for (size_t c = 0; c < t->k; c++)
		changed |= mean(t, c);
	return changed;
}

/* Whether centre a comes after centre b. */
static bool after(const double *a, const double *b, size_t d)
{
	for (size_t j = 0; j < d; j++)
		if (a[j] != b[j])
			return a[j] < b[j];
	return false;
}

bool lloyd_sort(struct lloyd *t)
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

void lloyd_move(struct lloyd *t, size_t row, uint32_t to)
{
	uint32_t from = t->label[row];

	row_move(t, row, &t->total, from, to);
	t->label[row] = to;
	mean(t, from);
	mean(t, to);
}

bool lloyd_run(struct lloyd *t, size_t max_iter, size_t *iterations)
{
	memset(t->label, 0xff, t->x->x.rows * sizeof(*t->label));
	sums_clear(t, &t->total);
	for (size_t i = 0;; i++) {
		bool exact = i == 0;
		size_t moved;

		tiles_run(t->x, pass_slice, t);
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

double lloyd_inertia(const struct lloyd *t)
{
	double sum = 0;

	for (size_t s = 0; s < t->x->slices; s++)
		sum += t->part_inertia[s];
	return sum;
}

static struct lloyd_sums sums_make(struct arena *a, size_t k, size_t d)
{
	return (struct lloyd_sums){ ARENA_ARRAY(a, double, k *d), ARENA_ARRAY(a, double, k),
		                    ARENA_ARRAY(a, int64_t, k) };
}

void lloyd_init(struct lloyd *t, struct arena *a, const struct tiles *x, size_t k)
{
	t->x = x;
	t->k = k;
	t->d = x->x.columns;
	t->centres = ARENA_ARRAY(a, double, k * t->d);
	t->label = ARENA_ARRAY(a, uint32_t, x->count * TILE_ROWS);
	t->total = sums_make(a, k, t->d);
	t->parts = sums_make(a, k * x->slices, t->d);
	t->part_moved = ARENA_ARRAY(a, size_t, x->slices);
	t->part_inertia = ARENA_ARRAY(a, double, x->slices);
}
