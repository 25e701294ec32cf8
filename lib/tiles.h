/* tiles - rows as tiles (tile.h), so that distances to a point fill wide registers.
 * Floor 2. A slice is SLICE_TILES tiles, the unit of work and of sums:
 * what is added up within a slice and then over slices in order does not depend on who did which slice. */
#ifndef SEG_TILES_H
#define SEG_TILES_H

#include <stdbool.h>

#include "arena.h"
#include "mat.h"
#include "tile.h"

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
	size_t rows, columns;
	size_t count, slices;
	double *p;      /* [tile][column][TILE_ROWS]; rows past the end are 0. NULL: */
	struct mat x;   /* the caller's rows, of which a tile is made when it is asked for, */
	double *room;   /* here: one for each slice */
	double *weight; /* of each row, 0 past the end; NULL: each row weighs 1 */
	struct tiles_each each;
};

/* Copies the rows of x (release it in any case); false when a value is NaN or beyond +-TILES_LARGEST. */
bool tiles_init(struct tiles *out, struct mat x, struct tiles_each each);

/* The same without a copy: the rows stay where they are, and tiles are made of them again and again. Costs a third more
 * time where all rows are looked at, and less where few are. */
bool tiles_borrow(struct tiles *out, struct mat x, struct tiles_each each);
void tiles_set_weight(struct tiles *t, const double *weight); /* of each row, above 0; NULL: 1 */

void tiles_weigh(const struct tiles *t, size_t tile, double *v); /* each times its weight, past the end 0 */
void tiles_release(struct tiles *t);

/* How many different rows there are, counted no further than `most`. */
size_t tiles_distinct(const struct tiles *t, size_t most);
/* fn(arg, slice) for every slice; fn(arg, i) for every i below n. */
void tiles_run(const struct tiles *t, void (*fn)(void *arg, size_t slice), void *arg);
void tiles_each_run(struct tiles_each each, size_t n, void (*fn)(void *arg, size_t i), void *arg);

size_t tiles_end(const struct tiles *t, size_t slice); /* one past the last tile of a slice */
size_t tiles_rows(const struct tiles *t, size_t tile); /* the rows of a tile that are there */

/* A tile to read, until the next one of the same slice is asked for. */
const double *tiles_at(const struct tiles *t, size_t tile);

/* A row, whose numbers stand tiles_step apart. */
static inline const double *tiles_row(const struct tiles *t, size_t row)
{
	return t->p ? t->p + row / TILE_ROWS * t->columns * TILE_ROWS + row % TILE_ROWS
	            : mat_row(t->x, row);
}

static inline size_t tiles_step(const struct tiles *t)
{
	return t->p ? TILE_ROWS : 1;
}

void tiles_copy(const struct tiles *t, size_t row, double *out, size_t step); /* to numbers `step` apart */

static inline double tiles_weight(const struct tiles *t, size_t row)
{
	return t->weight ? t->weight[row] : 1;
}

#endif
