/* plusplus - k rows that lie apart, to start a clustering from. */
#include "plusplus.h"

#include <math.h>
#include <string.h>

struct seeding {
	const struct tiles *x;
	double *near; /* squared distance of each row to the rows taken so far; past the end 0 */
	double *part_near;   /* the sum of it in each slice */
	const size_t *tried; /* candidates */
	size_t candidates;
	double *part_left;    /* [slice][candidate]: what the sum would be */
	const double *newest; /* the row taken last */
};

static void near_slice(void *arg, size_t s)
{
	struct seeding *g = arg;
	size_t d = g->x->x.columns;
	double sum = 0;

	for (size_t i = s * SLICE_TILES; i < tiles_end(g->x, s); i++) {
		double nearer[TILE_ROWS];

		tile_nearer(tiles_at(g->x, i), g->newest, d, g->near + i * TILE_ROWS, nearer);
		memcpy(g->near + i * TILE_ROWS, nearer, sizeof(nearer));
		sum += tile_sum(nearer);
	}
	g->part_near[s] = sum;
}

static void left_slice(void *arg, size_t s)
{
	struct seeding *g = arg;
	size_t d = g->x->x.columns;

	for (size_t c = 0; c < g->candidates; c++) {
		double sum = 0, nearer[TILE_ROWS];

		for (size_t i = s * SLICE_TILES; i < tiles_end(g->x, s); i++) {
			tile_nearer(tiles_at(g->x, i), mat_row(g->x->x, g->tried[c]), d,
			            g->near + i * TILE_ROWS, nearer);
			sum += tile_sum(nearer);
		}
		g->part_left[s * g->candidates + c] = sum;
	}
}

/* The row at which the running sum of near passes `at`; when rounding runs over an end, the last row there that has
 * any distance. */
static size_t draw(const struct seeding *g, double at)
{
	size_t s = 0, last, end;

	while (s + 1 < g->x->slices && at >= g->part_near[s])
		at -= g->part_near[s++];
	while (s > 0 && g->part_near[s] == 0)
		s--;
	last = s * SLICE_ROWS;
	end = last + SLICE_ROWS < g->x->x.rows ? last + SLICE_ROWS : g->x->x.rows;
	for (size_t i = last; i < end; i++) {
		if (g->near[i] > 0) {
			last = i;
			at -= g->near[i];
			if (at < 0)
				break;
		}
	}
	return last;
}

static size_t best_tried(struct seeding *g)
{
	size_t best = 0;
	double least = INFINITY;

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

size_t *plusplus_rows(struct arena *a, const struct tiles *x, size_t k, struct rng r)
{
	struct seeding g = { .x = x, .candidates = 2 + (size_t)log((double)k) };
	size_t *rows = ARENA_ARRAY(a, size_t, k), *tried = ARENA_ARRAY(a, size_t, g.candidates);

	g.near = ARENA_ARRAY(a, double, x->count *TILE_ROWS);
	g.part_near = ARENA_ARRAY(a, double, x->slices);
	g.part_left = ARENA_ARRAY(a, double, x->slices *g.candidates);
	g.tried = tried;
	for (size_t i = 0; i < x->x.rows; i++)
		g.near[i] = INFINITY;
	rows[0] = rng_below(&r, x->x.rows);
	for (size_t taken = 1; taken < k; taken++) {
		double sum = 0;

		g.newest = mat_row(x->x, rows[taken - 1]);
		tiles_run(x, near_slice, &g);
		for (size_t s = 0; s < x->slices; s++)
			sum += g.part_near[s];
		for (size_t c = 0; c < g.candidates; c++)
			tried[c] = draw(&g, rng_unit(&r) * sum);
		rows[taken] = best_tried(&g);
	}
	return rows;
}
