/* plusplus - k rows that lie apart, to start a clustering from. */
#include "plusplus.h"

#include <math.h>
#include <string.h>

static void near_slice(void *arg, size_t s)
{
	struct plusplus *g = arg;
	size_t d = g->x->columns;
	double sum = 0;

	for (size_t i = s * SLICE_TILES; i < tiles_end(g->x, s); i++) {
		double nearer[TILE_ROWS];

		tile_nearer(tiles_at(g->x, i), g->newest, d, g->near + i * TILE_ROWS, nearer);
		memcpy(g->near + i * TILE_ROWS, nearer, sizeof(nearer));
		tiles_weigh(g->x, i, nearer);
		sum += tile_sum(nearer);
	}
	g->part_near[s] = sum;
}

static void left_slice(void *arg, size_t s)
{
	struct plusplus *g = arg;
	size_t d = g->x->columns;

	for (size_t c = 0; c < g->candidates; c++) {
		double sum = 0, nearer[TILE_ROWS];

		for (size_t i = s * SLICE_TILES; i < tiles_end(g->x, s); i++) {
			tile_nearer(tiles_at(g->x, i), g->point + c * d, d, g->near + i * TILE_ROWS,
			            nearer);
			tiles_weigh(g->x, i, nearer);
			sum += tile_sum(nearer);
		}
		g->part_left[s * g->candidates + c] = sum;
	}
}

/* The row at which the running sum of near passes `at`; when rounding runs over an end, the last row there that has
 * any distance. */
static size_t draw(const struct plusplus *g, double at)
{
	size_t s = 0, last, end;

	while (s + 1 < g->x->slices && at >= g->part_near[s])
		at -= g->part_near[s++];
	while (s > 0 && g->part_near[s] == 0)
		s--;
	last = s * SLICE_ROWS;
	end = last + SLICE_ROWS < g->x->rows ? last + SLICE_ROWS : g->x->rows;
	for (size_t i = last; i < end; i++) {
		if (g->near[i] > 0) {
			last = i;
			at -= g->near[i] * tiles_weight(g->x, i);
			if (at < 0)
				break;
		}
	}
	return last;
}

static size_t best_tried(struct plusplus *g)
{
	size_t best = 0;
	double least = INFINITY;

	for (size_t c = 0; c < g->candidates; c++)
		tiles_copy(g->x, g->tried[c], g->point + c * g->x->columns, 1);
	tiles_run(g->x, left_slice, g);
	for (size_t c = 0; c < g->candidates; c++) {
		double sum = 0;

		for (size_t s = 0; s < g->x->slices; s++)
			sum += g->part_left[s * g->candidates + c];
		if (sum < least) {
			least = sum;
			best = c;
		}
	}
	return g->tried[best];
}

void plusplus_init(struct plusplus *g, struct arena *a, const struct tiles *x, size_t k)
{
	*g = (struct plusplus){ .x = x, .candidates = 2 + (size_t)log((double)k) };
	g->near = ARENA_ARRAY(a, double, x->count *TILE_ROWS);
	g->part_near = ARENA_ARRAY(a, double, x->slices);
	g->part_left = ARENA_ARRAY(a, double, x->slices * g->candidates);
	g->tried = ARENA_ARRAY(a, size_t, g->candidates);
	g->point = ARENA_ARRAY(a, double, g->candidates * x->columns);
	plusplus_forget(g);
}

void plusplus_forget(struct plusplus *g)
{
	for (size_t i = 0; i < g->x->rows; i++)
		g->near[i] = INFINITY;
}

void plusplus_see(struct plusplus *g, const double *point)
{
	g->newest = point;
	g->sum = 0;
	tiles_run(g->x, near_slice, g);
	for (size_t s = 0; s < g->x->slices; s++)
		g->sum += g->part_near[s];
}

size_t plusplus_draw(struct plusplus *g, struct rng *r)
{
	for (size_t c = 0; c < g->candidates; c++)
		g->tried[c] = draw(g, rng_unit(r) * g->sum);
	return best_tried(g);
}

size_t *plusplus_rows(struct arena *a, const struct tiles *x, size_t k, struct rng r)
{
	size_t *rows = ARENA_ARRAY(a, size_t, k);
	double *point = ARENA_ARRAY(a, double, x->columns);
	struct plusplus g;

	plusplus_init(&g, a, x, k);
	rows[0] = rng_below(&r, x->rows);
	for (size_t taken = 1; taken < k; taken++) {
		tiles_copy(x, rows[taken - 1], point, 1);
		plusplus_see(&g, point);
		rows[taken] = plusplus_draw(&g, &r);
	}
	return rows;
}
