/* features - the columns to cluster by, as a matrix of scaled numbers. */
#include "features.h"

#include <stdlib.h>

#include "categories.h"
#include "diag.h"
#include "num.h"

/* One column in the order of the matrix. */
static void take_column(const struct features *f, size_t i, double *out)
{
	size_t n;

	for (size_t row = 0; f->as_is && row < f->x.rows; row++)
		out[row] = *features_raw(f, row, i);
	for (size_t row = 0; !f->as_is && row < f->x.rows; row += n) {
		n = f->x.rows - row < TILE_ROWS ? f->x.rows - row : TILE_ROWS;
		memcpy(out + row, features_raw(f, row, i), n * sizeof(*out));
	}
}

/* --- the matrix --- */

struct preparing {
	struct features *f;
	struct segments *s;
	struct mat to; /* scaled; where the raw ones are when both have as many columns */
};

static void fit_recipe(void *arg, size_t i)
{
	struct preparing *r = arg;
	/* Pages of its own, as malloc would keep them for its thread. */
	size_t bytes = r->f->x.rows * sizeof(double), pages = (bytes + MEMORY_PAGE - 1) / MEMORY_PAGE;
	bool large = pages > 1;
	double *column;

	if (r->f->text[i])
		return;
	if (r->f->as_is && !r->f->saved && !r->f->seen[i].missing) {
		r->s->recipe[i] = recipe_as_is(r->f->x.rows);
		return;
	}
	column = large ? memory_pages(pages * MEMORY_PAGE) : memory_get(bytes, 1);
	take_column(r->f, i, column);
	recipe_fit_over(&r->s->recipe[i], column, r->f->x.rows, &r->f->how[i]);
	if (r->f->given) {
		uint64_t seen = r->s->recipe[i].seen, missing = r->s->recipe[i].missing;

		r->s->recipe[i] = r->f->given[i];
		r->s->recipe[i].seen = seen;
		r->s->recipe[i].missing = missing;
	}
	if (large)
		memory_pages_free(column, pages * MEMORY_PAGE);
	else
		free(column);
}

/* Scales the rows of a slice, and brings them from tiles into rows, where they are. */
static void scale_slice(void *arg, size_t slice)
{
	struct preparing *r = arg;
	struct features *f = r->f;
	size_t end = (slice + 1) * SLICE_ROWS < f->x.rows ? (slice + 1) * SLICE_ROWS : f->x.rows;
	double *tile = memory_get(f->n * (TILE_ROWS + 1), sizeof(*tile)), *raw = tile + f->n * TILE_ROWS;

	for (size_t row = slice * SLICE_ROWS; row < end; row += TILE_ROWS) {
		size_t n = f->x.rows - row < TILE_ROWS ? f->x.rows - row : TILE_ROWS;

		if (f->as_is) {
			for (size_t b = row; b < row + n; b++)
				segments_scale(r->s, mat_row(f->x, b), mat_row(r->to, b));
			continue;
		}
		memcpy(tile, features_raw(f, row, 0), f->n * TILE_ROWS * sizeof(*tile));
		for (size_t i = 0; r->to.columns == f->n && i < f->n; i++)
			for (size_t b = 0; b < n; b++)
				mat_row(r->to, row + b)[i] =
					recipe_apply(&r->s->recipe[i], tile[i * TILE_ROWS + b]);
		for (size_t b = 0; r->to.columns != f->n && b < n; b++) {
			for (size_t i = 0; i < f->n; i++)
				raw[i] = tile[i * TILE_ROWS + b];
			segments_scale(r->s, raw, mat_row(r->to, row + b));
		}
	}
	free(tile);
}

/* Whether the raw numbers are what the recipes would make of them. */
static bool is_scaled(const struct features *f, const struct segments *s)
{
	bool is = f->as_is;

	for (size_t i = 0; i < f->n; i++)
		is &= !f->seen[i].missing && !s->recipe[i].levels;
	return is;
}

/* From raw tiles to scaled rows. */
static void scale(struct preparing *r)
{
	struct features *f = r->f;
	size_t n = r->s->spread.columns, room = (f->x.rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;

	if (is_scaled(f, r->s))
		return;
	r->to = f->x;
	if (n != f->n)
		r->to = (struct mat){ memory_zero(room, n * sizeof(double)), f->x.rows, n, n };
	crew_each(f->crew, (f->x.rows + SLICE_ROWS - 1) / SLICE_ROWS, scale_slice, r);
	if (n != f->n)
		free(f->x.p);
	f->x = r->to;
}

static void say_recipe(const struct str name, const struct recipe *r)
{
	char fill[NUM_TEXT];
	int n = (int)num_print(fill, r->fill);
	struct quoted column = shown(name);

	if (!r->seen)
		note("%s: no values at all, so it tells no rows apart", column.text);
	else if (r->missing)
		note("%s: %llu missing value%s filled with the median %.*s", column.text,
		     (unsigned long long)r->missing, r->missing == 1 ? "" : "s", n, fill);
	if (r->seen && r->scale == 0)
		note("%s: the same in every row, so it tells no rows apart", column.text);
	detail("%s: %s, centre %g, scale %g, cap %g", column.text, r->transform->name, r->centre,
	       r->scale, r->cap);
}

void features_read(struct features *f, struct segments *s)
{
	struct preparing r = { .f = f, .s = s };

	s->features = (struct tsv_header){ ARENA_ARRAY(&f->keep, struct str, f->n), f->n };
	s->recipe = ARENA_ARRAY(&f->keep, struct recipe, f->n);
	categories_find(f);
	for (size_t i = 0; i < f->n; i++)
		if (f->seen[i].others && !f->text[i])
			frame_refuse(f->frame, f->seen[i].first, f->column[i], "a number");
	for (size_t i = 0; i < f->n; i++)
		s->features.name[i] = f->frame->in->header.name[f->column[i]];
	categories_take(f, s->recipe);
	crew_each(f->crew, f->n, fit_recipe, &r);
	for (size_t i = 0; i < f->n; i++)
		if (!f->text[i])
			say_recipe(s->features.name[i], &s->recipe[i]);
	segments_spread(s, &f->keep);
	categories_together(f, s->recipe);
	scale(&r);
}

void features_release(struct features *f)
{
	free(f->place);
	free(f->x.p);
	arena_release(&f->keep);
}
