/* tiles - rows as tiles, so that distances to a point fill wide registers. */
#include "tiles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t tiles_end(const struct tiles *t, size_t slice)
{
	return (slice + 1) * SLICE_TILES < t->count ? (slice + 1) * SLICE_TILES : t->count;
}

size_t tiles_rows(const struct tiles *t, size_t tile)
{
	return t->rows - tile * TILE_ROWS < TILE_ROWS ? t->rows - tile * TILE_ROWS : TILE_ROWS;
}

/* One tile from its rows. */
static void make(const struct tiles *t, size_t tile, double *out)
{
	size_t rows = tiles_rows(t, tile), d = t->columns;

	if (rows < TILE_ROWS)
		memset(out, 0, d * TILE_ROWS * sizeof(*out));
	for (size_t b = 0; b < rows; b++) {
		const double *row = mat_row(t->x, tile * TILE_ROWS + b);

		for (size_t j = 0; j < d; j++)
			out[j * TILE_ROWS + b] = row[j];
	}
}

struct check {
	const struct tiles *tiles;
	struct mat x;
	bool *bad; /* of each slice */
};

/* Whether any value of a slice is out of range; makes its tiles when there is room for all. */
static void check_slice(void *arg, size_t s)
{
	const struct check *c = arg;
	const struct tiles *t = c->tiles;
	bool bad = false;

	for (size_t i = s * SLICE_TILES; i < tiles_end(t, s); i++) {
		size_t rows = tiles_rows(t, i);

		for (size_t b = 0; b < rows; b++) {
			const double *row = mat_row(c->x, i * TILE_ROWS + b);

			for (size_t j = 0; j < t->columns; j++)
				bad |= !(fabs(row[j]) <= TILES_LARGEST);
		}
		if (t->p)
			make(t, i, t->p + i * t->columns * TILE_ROWS);
	}
	c->bad[s] = bad;
}

static bool check(struct tiles *t)
{
	struct arena scratch = { 0 };
	struct check c = { t, t->x, ARENA_ARRAY(&scratch, bool, t->slices) };
	bool bad = false;

	tiles_run(t, check_slice, &c);
	for (size_t s = 0; s < t->slices; s++)
		bad |= c.bad[s];
	arena_release(&scratch);
	return !bad;
}

static struct tiles shape(struct mat x, struct tiles_each each)
{
	return (struct tiles){ .rows = x.rows,
		               .columns = x.columns,
		               .x = x,
		               .count = (x.rows + TILE_ROWS - 1) / TILE_ROWS,
		               .slices = (x.rows + SLICE_ROWS - 1) / SLICE_ROWS,
		               .each = each };
}

bool tiles_init(struct tiles *out, struct mat x, struct tiles_each each)
{
	*out = shape(x, each);
	out->p = memory_get(out->count * TILE_ROWS, x.columns * sizeof(double));
	return check(out);
}

bool tiles_borrow(struct tiles *out, struct mat x, struct tiles_each each)
{
	*out = shape(x, each);
	out->room = memory_get(out->slices * TILE_ROWS, x.columns * sizeof(double));
	return check(out);
}

const double *tiles_at(const struct tiles *t, size_t tile)
{
	size_t size = t->columns * TILE_ROWS;
	double *room;

	if (t->p)
		return t->p + tile * size;
	room = t->room + tile / SLICE_TILES * size;
	make(t, tile, room);
	return room;
}

void tiles_copy(const struct tiles *t, size_t row, double *out, size_t step)
{
	const double *at = tiles_row(t, row);
	size_t apart = tiles_step(t);

	for (size_t j = 0; j < t->columns; j++)
		out[j * step] = at[j * apart];
}

void tiles_set_weight(struct tiles *t, const double *weight)
{
	if (!weight)
		return;
	t->weight = memory_zero(t->count * TILE_ROWS, sizeof(*t->weight));
	memcpy(t->weight, weight, t->rows * sizeof(*weight));
}

void tiles_weigh(const struct tiles *t, size_t tile, double *v)
{
	for (size_t b = 0; t->weight && b < TILE_ROWS; b++)
		v[b] *= t->weight[tile * TILE_ROWS + b];
	for (size_t b = tiles_rows(t, tile); b < TILE_ROWS; b++)
		v[b] = 0;
}

/* As numbers: 0 equals -0. */
static bool rows_equal(const struct tiles *t, size_t a, size_t b)
{
	const double *x = tiles_row(t, a), *y = tiles_row(t, b);

	for (size_t j = 0; j < t->columns * tiles_step(t); j += tiles_step(t))
		if (x[j] != y[j])
			return false;
	return true;
}

size_t tiles_distinct(const struct tiles *t, size_t most)
{
	struct arena scratch = { 0 };
	size_t *found = ARENA_ARRAY(&scratch, size_t, most), n = 0;

	for (size_t i = 0; i < t->rows && n < most; i++) {
		size_t at = 0;

		while (at < n && !rows_equal(t, i, found[at]))
			at++;
		if (at == n)
			found[n++] = i;
	}
	arena_release(&scratch);
	return n;
}

void tiles_release(struct tiles *t)
{
	free(t->p);
	free(t->room);
	free(t->weight);
	*t = (struct tiles){ 0 };
}

void tiles_run(const struct tiles *t, void (*fn)(void *arg, size_t slice), void *arg)
{
	tiles_each_run(t->each, t->slices, fn, arg);
}

void tiles_each_run(struct tiles_each each, size_t n, void (*fn)(void *arg, size_t i), void *arg)
{
	if (each.run && n > 1) {
		each.run(each.ctx, n, fn, arg);
		return;
	}
	for (size_t i = 0; i < n; i++)
		fn(arg, i);
}
