/* polish - better partitions than the passes of k-means find alone. */
#include "polish.h"

#include <math.h>
#include <string.h>

#include "plusplus.h"

#define ROUNDS 100  /* of Hartigan's moves */
#define SLACK 1e-10 /* gains below this share are rounding */

/* So that the nearer of two is the other. */
static const double far[TILE_ROWS] = {
#define FOUR INFINITY, INFINITY, INFINITY, INFINITY
#define SIXTEEN FOUR, FOUR, FOUR, FOUR
	SIXTEEN, SIXTEEN, SIXTEEN, SIXTEEN
};

/* --- Hartigan --- */

struct moves {
	struct lloyd *t;
	uint8_t *promising; /* of each row */
};

/* What a row's leaving saves, and what its coming costs, per squared distance. */
static double leave(const struct lloyd *t, size_t c, double w)
{
	return t->total.rows[c] > 1 ? t->total.mass[c] / (t->total.mass[c] - w) : 0;
}

static double come(const struct lloyd *t, size_t c, double w)
{
	return t->total.mass[c] / (t->total.mass[c] + w);
}

/* Marks the rows that would gain by a move, centres as they are. */
static void find_slice(void *arg, size_t s)
{
	const struct moves *m = arg;
	const struct lloyd *t = m->t;

	for (size_t i = s * SLICE_TILES; i < tiles_end(t->x, s); i++) {
		double away[TILE_ROWS], own[TILE_ROWS] = { 0 }, least[TILE_ROWS];
		const double *tile = tiles_at(t->x, i);
		const uint32_t *label = t->label + i * TILE_ROWS;
		size_t rows = tiles_rows(t->x, i);

		for (size_t b = 0; b < rows; b++)
			least[b] = INFINITY;
		for (size_t c = 0; c < t->k; c++) {
			tile_nearer(tile, t->centres + c * t->d, t->d, far, away);
			for (size_t b = 0; b < rows; b++) {
				double w = tiles_weight(t->x, i * TILE_ROWS + b);

				if (label[b] == c)
					own[b] = away[b] * leave(t, c, w);
				else if (away[b] * come(t, c, w) < least[b])
					least[b] = away[b] * come(t, c, w);
			}
		}
		for (size_t b = 0; b < rows; b++)
			m->promising[i * TILE_ROWS + b] = least[b] < own[b] * (1 - SLACK);
	}
}

/* Moves a row where it costs least, if that is less than it saves; `at` is room for it. */
static bool move_row(struct lloyd *t, size_t row, double *at)
{
	double w = tiles_weight(t->x, row), least = INFINITY;
	uint32_t own = t->label[row], to = own;

	tiles_copy(t->x, row, at, 1);
	for (uint32_t c = 0; c < t->k; c++) {
		double cost =
			c == own ? INFINITY
				 : come(t, c, w) * lloyd_distance(at, t->centres + c * t->d, t->d);

		if (cost < least) {
			least = cost;
			to = c;
		}
	}
	if (!(least < (1 - SLACK) * leave(t, own, w) * lloyd_distance(at, t->centres + own * t->d, t->d)))
		return false;
	lloyd_move(t, row, to);
	return true;
}

size_t polish_hartigan(struct lloyd *t, size_t max_iter)
{
	struct arena scratch = { 0 };
	struct moves m = { t, ARENA_ARRAY(&scratch, uint8_t, t->x->count * TILE_ROWS) };
	size_t all = 0, moved = 1;
	double *at = ARENA_ARRAY(&scratch, double, t->d);

	for (size_t round = 0; round < ROUNDS && moved; round++) {
		moved = 0;
		tiles_run(t->x, find_slice, &m);
		for (size_t i = 0; i < t->x->rows; i++)
			moved += m.promising[i] && move_row(t, i, at);
		all += moved;
		if (moved && !lloyd_go_on(t, max_iter))
			break;
	}
	arena_release(&scratch);
	return all;
}

/* --- swaps --- */

struct swap {
	struct lloyd *t;
	double *point; /* where a centre is to go */
	double *own, *other; /* of each row: squared distances to its centre and to the nearest of the others */
	double *part_cost; /* [slice][k]: what the rows of each centre would cost without it */
};

/* Fills own and other. */
static void other_slice(void *arg, size_t s)
{
	const struct swap *w = arg;
	const struct lloyd *t = w->t;

	for (size_t i = s * SLICE_TILES; i < tiles_end(t->x, s); i++) {
		double away[TILE_ROWS], *own = w->own + i * TILE_ROWS, *other = w->other + i * TILE_ROWS;
		const double *tile = tiles_at(t->x, i);
		const uint32_t *label = t->label + i * TILE_ROWS;

		for (size_t b = 0; b < TILE_ROWS; b++)
			other[b] = INFINITY;
		for (size_t c = 0; c < t->k; c++) {
			tile_nearer(tile, t->centres + c * t->d, t->d, far, away);
			for (size_t b = 0; b < TILE_ROWS; b++) {
				bool is = label[b] == c;
				double rest = is ? other[b] : away[b];

				own[b] = is ? away[b] : own[b];
				other[b] = rest < other[b] ? rest : other[b];
			}
		}
	}
}

static void cost_slice(void *arg, size_t s)
{
	const struct swap *w = arg;
	const struct lloyd *t = w->t;
	double *cost = w->part_cost + s * t->k;

	memset(cost, 0, t->k * sizeof(*cost));
	for (size_t i = s * SLICE_TILES; i < tiles_end(t->x, s); i++) {
		double other[TILE_ROWS];
		const double *own = w->own + i * TILE_ROWS;
		const uint32_t *label = t->label + i * TILE_ROWS;
		size_t rows = tiles_rows(t->x, i);

		tile_nearer(tiles_at(t->x, i), w->point, t->d, w->other + i * TILE_ROWS, other);
		for (size_t b = 0; b < rows; b++)
			if (other[b] > own[b])
				cost[label[b]] +=
					tiles_weight(t->x, i * TILE_ROWS + b) * (other[b] - own[b]);
	}
}

/* The centre whose rows cost least elsewhere, once there is one at the point. */
static size_t missed_least(const struct swap *w)
{
	size_t k = w->t->k, best = 0;
	double least = INFINITY;

	tiles_run(w->t->x, cost_slice, (void *)w);
	for (size_t c = 0; c < k; c++) {
		double cost = 0;

		for (size_t s = 0; s < w->t->x->slices; s++)
			cost += w->part_cost[s * k + c];
		if (cost < least) {
			least = cost;
			best = c;
		}
	}
	return best;
}

static void see_centres(struct plusplus *g, const struct swap *w)
{
	const struct lloyd *t = w->t;

	tiles_run(t->x, other_slice, (void *)w);
	plusplus_forget(g);
	for (size_t c = 0; c < t->k; c++)
		plusplus_see(g, t->centres + c * t->d);
}

size_t polish_swap(struct lloyd *t, size_t tries, size_t max_iter, struct rng r)
{
	struct arena scratch = { 0 };
	size_t swaps = 0;
	double least = lloyd_inertia(t);
	size_t room = t->x->count * TILE_ROWS;
	struct swap w = { t, ARENA_ARRAY(&scratch, double, t->d),
		          ARENA_ARRAY(&scratch, double, room), ARENA_ARRAY(&scratch, double, room),
		          ARENA_ARRAY(&scratch, double, t->x->slices * t->k) };
	struct plusplus g;

	plusplus_init(&g, &scratch, t->x, t->k);
	lloyd_keep(t);
	see_centres(&g, &w);
	for (size_t failed = 0; failed < tries && g.sum > 0 && t->k > 1;) {
		tiles_copy(t->x, plusplus_draw(&g, &r), w.point, 1);
		memcpy(t->centres + missed_least(&w) * t->d, w.point, t->d * sizeof(double));
		t->known = false;
		if (lloyd_go_on(t, max_iter) && lloyd_inertia(t) < least * (1 - SLACK)) {
			least = lloyd_inertia(t);
			lloyd_keep(t);
			see_centres(&g, &w);
			failed = 0;
			swaps++;
			continue;
		}
		failed++;
		lloyd_restore(t);
	}
	arena_release(&scratch);
	return swaps;
}
