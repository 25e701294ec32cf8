/* lloyd - passes of k-means: rows to their nearest centre, centres to the means of their rows. */
#include "lloyd.h"

#include <math.h>
#include <string.h>

#include "sieve.h"

#define NONE UINT32_MAX
#define AHEAD 12 /* rows fetched before they are needed */

/* A row goes from one centre, if it had one, to another. */
static void row_move(const struct lloyd *t, size_t row, const struct pools *s, uint32_t from, uint32_t to)
{
	const double *at = tiles_row(t->x, row);
	double w = tiles_weight(t->x, row);

	if (from != NONE)
		pools_take(s, from, at, tiles_step(t->x), w);
	pools_add(s, to, at, tiles_step(t->x), w);
}

static size_t slice_end(const struct lloyd *t, size_t s)
{
	return (s + 1) * SLICE_ROWS < t->x->rows ? (s + 1) * SLICE_ROWS : t->x->rows;
}

/* Notes that a row has a new label, if it has one. */
static void relabel(struct lloyd *t, size_t s, const struct pools *sums, size_t row, uint32_t now)
{
	if (t->label[row] == now)
		return;
	row_move(t, row, sums, t->label[row], now);
	t->label[row] = now;
	t->part_moved[s]++;
}

/* Labels all rows of a slice anew. */
static void look_at_all(struct lloyd *t, size_t s, const struct pools *sums)
{
	double best[TILE_ROWS], room[TILE_ROWS], inertia = 0;
	int32_t label[TILE_ROWS];

	for (size_t i = s * SLICE_TILES; i < tiles_end(t->x, s); i++) {
		size_t rows = tiles_rows(t->x, i);

		tile_nearest_room(tiles_at(t->x, i), t->centres, t->k, t->d, best, room, label);
		for (size_t b = 0; b < rows; b++) {
			relabel(t, s, sums, i * TILE_ROWS + b, (uint32_t)label[b]);
			t->safe[i * TILE_ROWS + b] =
				motion_leeway(&t->motion, room[b], (size_t)label[b]);
		}
		tiles_weigh(t->x, i, best);
		inertia += tile_sum(best);
	}
	t->part_inertia[s] = inertia;
}

/* Labels those rows of a slice anew that may need it, gathered into tiles. */
static void look_at_some(struct lloyd *t, size_t s, const struct pools *sums)
{
	size_t first = s * SLICE_ROWS, all = slice_end(t, s) - first, step = tiles_step(t->x), n;
	const double *at;
	double best[TILE_ROWS], room[TILE_ROWS], *tile = t->room + s * t->d * TILE_ROWS;
	int32_t label[TILE_ROWS];
	uint16_t row[SLICE_ROWS];

	n = sieve(t->safe + first, t->label + first, all, t->motion.reached, t->k, row);
	if (n > all / 8 * 7) { /* hardly worth the gathering */
		look_at_all(t, s, sums);
		return;
	}
	for (size_t i = 0; i < n; i += TILE_ROWS) {
		size_t rows = n - i < TILE_ROWS ? n - i : TILE_ROWS;

		for (size_t b = 0; b < rows; b++) {
			if (i + b + AHEAD < n)
				__builtin_prefetch(tiles_row(t->x, first + row[i + b + AHEAD]));
			at = tiles_row(t->x, first + row[i + b]);
			for (size_t j = 0; j < t->d; j++)
				tile[j * TILE_ROWS + b] = at[j * step];
		}
		tile_nearest_room(tile, t->centres, t->k, t->d, best, room, label);
		for (size_t b = 0; b < rows; b++) {
			relabel(t, s, sums, first + row[i + b], (uint32_t)label[b]);
			t->safe[first + row[i + b]] =
				motion_leeway(&t->motion, room[b], (size_t)label[b]);
		}
	}
}

/* Labels a slice anew and notes what that changes in the sums. */
static void pass_slice(void *arg, size_t s)
{
	struct lloyd *t = arg;
	struct pools sums = pools_part(&t->parts, s);

	pools_clear(&sums);
	t->part_moved[s] = 0;
	if (t->full)
		look_at_all(t, s, &sums);
	else
		look_at_some(t, s, &sums);
}

static void sum_slice(void *arg, size_t s)
{
	struct lloyd *t = arg;
	struct pools sums = pools_part(&t->parts, s);

	pools_clear(&sums);
	t->part_moved[s] = 1;
	for (size_t i = s * SLICE_ROWS; i < slice_end(t, s); i++)
		row_move(t, i, &sums, NONE, t->label[i]);
}

/* Adds what slices noted, in their order; returns how many rows they moved. */
static size_t parts_add(struct lloyd *t)
{
	size_t moved = 0;

	for (size_t s = 0; s < t->x->slices; s++) {
		struct pools sums = pools_part(&t->parts, s);

		if (!t->part_moved[s])
			continue;
		moved += t->part_moved[s];
		pools_join(&t->total, &sums);
	}
	return moved;
}

/* Sums in the order of rows, free of what many moves in and out have rounded away. */
static void sums_exact(struct lloyd *t)
{
	tiles_run(t->x, sum_slice, t);
	pools_clear(&t->total);
	parts_add(t);
}

/* The row farthest from its centre among those that share theirs. */
static size_t farthest(const struct lloyd *t)
{
	size_t far = 0;
	double most = -1, *row = t->room;

	for (size_t i = 0; i < t->x->rows; i++) {
		uint32_t own = t->label[i];
		double away;

		tiles_copy(t->x, i, row, 1);
		away = lloyd_distance(row, t->centres + own * t->d, t->d);
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
		pools_clear_one(&t->total, c);
		row_move(t, far, &t->total, t->label[far], c);
		t->label[far] = c;
		t->safe[far] = -1;
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

/* Whether centre a comes after centre b. */
static bool after(const double *a, const double *b, size_t d)
{
	for (size_t j = 0; j < d; j++)
		if (a[j] != b[j])
			return a[j] < b[j];
	return false;
}

/* Centre c and what belongs to it changes places with the one before. */
static void swap_centres(struct lloyd *t, size_t c, uint32_t *from)
{
	uint32_t was = from[c];

	pools_swap_numbers(t->centres + (c - 1) * t->d, t->centres + c * t->d, t->d);
	pools_swap(&t->total, c - 1, c);
	motion_swap(&t->motion, c - 1, c);
	from[c] = from[c - 1];
	from[c - 1] = was;
}

bool lloyd_sort(struct lloyd *t)
{
	struct arena scratch = { 0 };
	uint32_t *from = ARENA_ARRAY(&scratch, uint32_t, t->k),
		 *to = ARENA_ARRAY(&scratch, uint32_t, t->k);
	bool any = false;

	for (uint32_t c = 0; c < t->k; c++)
		from[c] = c;
	for (size_t c = 1; c < t->k; c++)
		for (size_t i = c;
		     i > 0 && after(t->centres + (i - 1) * t->d, t->centres + i * t->d, t->d); i--) {
			swap_centres(t, i, from);
			any = true;
		}
	for (uint32_t c = 0; c < t->k; c++)
		to[from[c]] = c;
	for (size_t i = 0; any && i < t->x->rows; i++)
		t->label[i] = to[t->label[i]];
	arena_release(&scratch);
	return any;
}

void lloyd_move(struct lloyd *t, size_t row, uint32_t to)
{
	uint32_t from = t->label[row];

	row_move(t, row, &t->total, from, to);
	t->label[row] = to;
	t->exact = false;
	t->known = false;
	mean(t, from);
	mean(t, to);
}

static bool move_centres(struct lloyd *t)
{
	bool changed = false;

	memcpy(t->motion.before, t->centres, t->k * t->d * sizeof(double));
	for (size_t c = 0; c < t->k; c++)
		changed |= mean(t, c);
	motion_add(&t->motion, t->centres);
	return changed;
}

static bool passes(struct lloyd *t, size_t max_iter, size_t *iterations)
{
	*iterations = 1;
	for (size_t i = 0;; i++) {
		bool full = t->full, changed;
		size_t moved;

		tiles_run(t->x, pass_slice, t);
		moved = parts_add(t);
		t->exact &= moved == 0 || !t->labelled;
		t->labelled = true;
		*iterations = moved ? i + 2 : *iterations;
		if (i == max_iter && full) {
			*iterations = max_iter;
			t->known = false;
			return false;
		}
		if (repair(t)) {
			t->exact = false;
		} else if (moved == 0 && !t->exact) {
			sums_exact(t);
			t->exact = true;
		}
		changed = move_centres(t);
		t->known = t->exact && !changed && (full || (t->known && moved == 0));
		if (t->known)
			return true;
		t->full = moved == 0 || i + 1 >= max_iter;
	}
}

bool lloyd_run(struct lloyd *t, size_t max_iter, size_t *iterations)
{
	memset(t->label, 0xff, t->x->rows * sizeof(*t->label));
	motion_clear(&t->motion);
	pools_clear(&t->total);
	t->labelled = false;
	t->exact = true;
	t->full = true;
	return passes(t, max_iter, iterations);
}

bool lloyd_go_on(struct lloyd *t, size_t max_iter)
{
	t->full = !t->known;
	return passes(t, max_iter, &(size_t){ 0 });
}

/* Copies what a run leaves there, or back. */
static void keep(struct lloyd *t, bool back)
{
	struct {
		void *own;
		size_t bytes;
	} part[] = { { t->centres, t->k * t->d * sizeof(double) },
		     { t->total.sum, t->k * t->d * sizeof(double) },
		     { t->total.mass, t->k * sizeof(double) },
		     { t->part_inertia, t->x->slices * sizeof(double) } };
	char *at = (char *)t->kept;

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); at += part[i++].bytes)
		memcpy(back ? part[i].own : at, back ? at : part[i].own, part[i].bytes);
	memcpy(back ? t->total.rows : t->kept_rows, back ? t->kept_rows : t->total.rows,
	       t->k * sizeof(*t->kept_rows));
	memcpy(back ? t->label : t->kept_label, back ? t->kept_label : t->label,
	       t->x->rows * sizeof(*t->label));
}

void lloyd_keep(struct lloyd *t)
{
	if (!t->kept) {
		t->kept = ARENA_ARRAY(t->keep, double, 2 * t->k * t->d + t->k + t->x->slices);
		t->kept_label = ARENA_ARRAY(t->keep, uint32_t, t->x->rows);
		t->kept_rows = ARENA_ARRAY(t->keep, int64_t, t->k);
	}
	keep(t, false);
}

void lloyd_restore(struct lloyd *t)
{
	keep(t, true);
	t->known = false;
}

double lloyd_inertia(const struct lloyd *t)
{
	double sum = 0;

	for (size_t s = 0; s < t->x->slices; s++)
		sum += t->part_inertia[s];
	return sum;
}

void lloyd_init(struct lloyd *t, struct arena *a, const struct tiles *x, size_t k, struct arena *labels)
{
	*t = (struct lloyd){ .x = x, .keep = a, .k = k };
	t->d = x->columns;
	t->centres = ARENA_ARRAY(a, double, k * t->d);
	t->label = ARENA_ARRAY(labels, uint32_t, x->count * TILE_ROWS);
	t->total = pools_make(a, k, t->d, 1);
	t->parts = pools_make(a, k, t->d, x->slices);
	t->part_moved = ARENA_ARRAY(a, size_t, x->slices);
	t->part_inertia = ARENA_ARRAY(a, double, x->slices);
	t->safe = ARENA_ARRAY(a, float, x->count *TILE_ROWS);
	t->motion = motion_make(a, k, t->d);
	t->room = ARENA_ARRAY(a, double, x->slices * t->d * TILE_ROWS);
}
