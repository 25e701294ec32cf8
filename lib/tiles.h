/* tiles - rows laid out so that distances to a point fill wide registers.
 * Floor 2. A tile is TILE_ROWS rows, column by column; a slice is SLICE_TILES tiles, the unit of work and of sums:
 * what is added up within a slice and then over slices in order does not depend on who did which slice. */
#ifndef SEG_TILES_H
#define SEG_TILES_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "mat.h"

#define TILE_ROWS 64
#define SLICE_TILES 64
#define SLICE_ROWS (TILE_ROWS * SLICE_TILES)
#define TILES_LARGEST 1e150 /* squares of differences still add up to a finite number */

/* run(ctx, n, fn, arg) calls fn(arg, i) for every i below n, in any order, on any threads, and returns when all are
 * done. A zero struct: one after the other. */
struct tiles_each {
	void (*run)(void *ctx, size_t n, void (*fn)(void *arg, size_t i), void *arg);
	void *ctx;
};

struct tiles {
	struct mat x; /* the rows themselves, borrowed */
	size_t count, slices;
	double *p;      /* [tile][column][TILE_ROWS]; rows past the end are 0 */
	double *weight; /* of each row, 0 past the end; NULL: each row weighs 1 */
	struct tiles_each each;
};

/* Copies the rows of x (release it in any case); false when a value is NaN or beyond +-TILES_LARGEST. */
bool tiles_init(struct tiles *out, struct mat x, struct tiles_each each);
void tiles_set_weight(struct tiles *t, const double *weight); /* of each row, above 0; NULL: 1 */

void tiles_weigh(const struct tiles *t, size_t tile, double *v); /* each times its weight, past the end 0 */
void tiles_release(struct tiles *t);

/* How many different rows there are, counted no further than `most`. */
size_t tiles_distinct(const struct tiles *t, size_t most);
/* fn(arg, slice) for every slice; fn(arg, i) for every i below n. */
void tiles_run(const struct tiles *t, void (*fn)(void *arg, size_t slice), void *arg);
void tiles_each_run(struct tiles_each each, size_t n, void (*fn)(void *arg, size_t i), void *arg);

/* One past the last tile of a slice; the rows of a tile that are there. */
static inline size_t tiles_end(const struct tiles *t, size_t slice)
{
	return (slice + 1) * SLICE_TILES < t->count ? (slice + 1) * SLICE_TILES : t->count;
}

static inline size_t tiles_rows(const struct tiles *t, size_t tile)
{
	return t->x.rows - tile * TILE_ROWS < TILE_ROWS ? t->x.rows - tile * TILE_ROWS : TILE_ROWS;
}

static inline const double *tiles_at(const struct tiles *t, size_t tile)
{
	return t->p + tile * t->x.columns * TILE_ROWS;
}

static inline double tiles_weight(const struct tiles *t, size_t row)
{
	return t->weight ? t->weight[row] : 1;
}

/* Of each row of a tile of d columns: the squared distance to the nearest of k centres (packed, k by d; k < 2^31) and
 * its index, of equals the lowest. Squares are added in the order of the columns. */
void tile_nearest(const double *tile, const double *centres, size_t k, size_t d, double *best,
                  int32_t *label);

/* Of each row: the lesser of its squared distance to the centre and `near`. */
void tile_nearer(const double *tile, const double *centre, size_t d, const double *near, double *out);

void tile_away(const double *tile, const double *centre, size_t d, double *out); /* the distances, not squared */

/* The sum of TILE_ROWS numbers, always in the same order. */
double tile_sum(const double *v);

#endif
