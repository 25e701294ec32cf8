/* features - the columns to cluster by, as a matrix of scaled numbers. */
#include "features.h"

#include <stdlib.h>

#include "categories.h"
#include "diag.h"
#include "num.h"
#include "order.h"

#define LISTED 400 /* bytes of names in a message */

static const char *const usual[] = { "recency_days", "orders", "spend" };
#define USUAL (sizeof(usual) / sizeof(*usual))

static bool choose_usual(struct features *f)
{
	f->n = 0;
	for (size_t i = 0; i < USUAL; i++) {
		f->column[i] = input_find(f->frame->in, usual[i]);
		f->n += f->column[i] != SIZE_MAX;
	}
	return f->n == USUAL;
}

/* --- the order of rows --- */

struct keyed {
	struct str id, line;
	size_t row;
};

static int line_order(const void *a, const void *b)
{
	return str_cmp(((const struct keyed *)a)->line, ((const struct keyed *)b)->line);
}

static struct str line_of(const struct frame *frame, size_t row)
{
	const struct frame_part *part = frame_part(frame, row);
	struct row r = tsv_row(&part->index, &part->bytes, row - part->first);

	return row_line(&r);
}

/* Brings rows that share an id into an order that comes from what they say. */
static void order_alike(const struct frame *frame, size_t *order, size_t n)
{
	struct keyed *row = memory_get(n, sizeof(*row));

	for (size_t i = 0; i < n; i++)
		row[i] = (struct keyed){ .line = line_of(frame, order[i]), .row = order[i] };
	qsort(row, n, sizeof(*row), line_order);
	for (size_t i = 0; i < n; i++)
		order[i] = row[i].row;
	free(row);
}

/* Whether ids ascend in a part and from the last of the part before. */
struct ascending {
	const struct frame *frame;
	size_t id;
	bool *is;
};

static void check_ascending(void *arg, size_t p)
{
	const struct ascending *a = arg;
	const struct frame_part *part = &a->frame->part[p];
	struct str last = p ? frame_cell(a->frame, part->first - 1, a->id) : (struct str){ 0 };
	bool is = true;

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str key = row_cell(&row, a->id);

		is &= (p == 0 && r == 0) || str_cmp(last, key) < 0;
		last = key;
	}
	a->is[p] = is;
}

static bool ids_ascend(struct features *f, size_t id)
{
	struct ascending a = { f->frame, id, memory_get(f->frame->parts, sizeof(bool)) };
	bool all = true;

	crew_each(f->crew, f->frame->parts, check_ascending, &a);
	for (size_t p = 0; p < f->frame->parts; p++)
		all &= a.is[p];
	free(a.is);
	return all;
}

static void sort_places(struct features *f, size_t id)
{
	const struct frame *frame = f->frame;
	size_t *order = memory_get(frame->rows, sizeof(*order)), from = 0;
	struct str *key = memory_get(frame->rows, sizeof(*key));

	for (size_t i = 0; i < frame->parts; i++)
		for (size_t r = 0; r < frame->part[i].index.rows; r++) {
			struct row row = tsv_row(&frame->part[i].index, &frame->part[i].bytes, r);

			key[frame->part[i].first + r] = row_cell(&row, id);
		}
	order_keys(order, key, frame->rows);
	for (size_t i = 1; i <= frame->rows; i++) {
		if (i < frame->rows && str_eq(key[order[i]], key[order[from]]))
			continue;
		if (i - from > 1)
			order_alike(frame, order + from, i - from);
		from = i;
	}
	f->place = memory_get(frame->rows, sizeof(*f->place));
	for (size_t i = 0; i < frame->rows; i++)
		f->place[order[i]] = (uint32_t)i;
	free(key);
	free(order);
}

static void find_places(struct features *f, size_t id)
{
	if (f->frame->rows > UINT32_MAX)
		die(STATUS_INPUT, "%zu rows are more than can be grouped", f->frame->rows);
	if (!ids_ascend(f, id))
		sort_places(f, id);
	f->placed = true;
}

/* --- the columns as they are, in tiles (tiles.h) --- */

static double *to_tile(void *features, size_t row)
{
	const struct features *f = features;

	return features_tile(f, features_place(f, row));
}

/* bad[i]: the first row where column i is no number. */
static void read_raw(struct features *f, size_t id, size_t *bad)
{
	size_t rows = f->frame->rows, room = (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;

	if (!f->placed)
		find_places(f, id);
	free(f->x.p);
	f->x = (struct mat){ memory_get(room, f->n * sizeof(double)), rows, f->n, f->n };
	memory_scattered(f->x.p, room * f->n * sizeof(double));
	frame_read(f->frame, &(struct frame_reading){ f->column, f->n, TILE_ROWS, to_tile, f }, bad,
	           f->crew);
}

/* One column in the order of the matrix. */
static void take_column(const struct features *f, size_t i, double *out)
{
	for (size_t row = 0; row < f->x.rows; row += TILE_ROWS) {
		size_t n = f->x.rows - row < TILE_ROWS ? f->x.rows - row : TILE_ROWS;

		memcpy(out + row, features_tile(f, row) + i * TILE_ROWS, n * sizeof(*out));
	}
}

/* --- which columns --- */

static bool any_value(const struct features *f, size_t i)
{
	for (size_t row = 0; row < f->x.rows; row++)
		if (!isnan(features_tile(f, row)[i * TILE_ROWS]))
			return true;
	return false;
}

/* Whether the first rows of a column have nothing but numbers: then all are read to see. */
static bool may_be_numeric(const struct frame *frame, size_t column)
{
	for (size_t r = 0; r < frame->part[0].index.rows; r++) {
		struct row row = tsv_row(&frame->part[0].index, &frame->part[0].bytes, r);
		struct str cell = row_cell(&row, column);
		double x;

		if (cell.n && !num_parse_fast(cell, &x))
			return false;
	}
	return true;
}

static void choose_numeric(struct features *f, size_t id)
{
	const struct tsv_header *h = &f->frame->in->header;
	size_t *bad = ARENA_ARRAY(&f->keep, size_t, h->columns), n;
	bool *good = ARENA_ARRAY(&f->keep, bool, h->columns);

	f->n = 0;
	for (size_t c = 0; c < h->columns; c++)
		if (c != id && !str_is(h->name[c], segments_own[0]) &&
		    !str_is(h->name[c], segments_own[1]) && may_be_numeric(f->frame, c))
			f->column[f->n++] = c;
	do {
		read_raw(f, id, bad);
		for (size_t i = 0; i < f->n; i++)
			good[i] = bad[i] == SIZE_MAX && any_value(f, i);
		n = f->n;
		f->n = 0;
		for (size_t i = 0; i < n; i++)
			if (good[i])
				f->column[f->n++] = f->column[i];
	} while (f->n && f->n != n);
	if (!f->n)
		die(STATUS_INPUT, "no column of numbers to cluster by");
}

void features_choose(struct features *f, size_t id)
{
	struct buf names = { 0 };

	if (!choose_usual(f))
		choose_numeric(f, id);
	for (size_t i = 0; i < f->n && names.n < LISTED; i++) {
		buf_text(&names, i ? ", " : "");
		buf_text(&names, shown(f->frame->in->header.name[f->column[i]]).text);
	}
	if (names.n >= LISTED)
		buf_printf(&names, " ... (%zu in all)", f->n);
	note("features %.*s (--features chooses others)", STR_ARG(buf_view(&names)));
	buf_release(&names);
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

		memcpy(tile, features_tile(f, row), f->n * TILE_ROWS * sizeof(*tile));
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

/* From raw tiles to scaled rows. */
static void scale(struct preparing *r)
{
	struct features *f = r->f;
	size_t n = r->s->spread.columns, room = (f->x.rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;

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

void features_read(struct features *f, struct segments *s, size_t id)
{
	struct preparing r = { .f = f, .s = s };
	size_t *bad = ARENA_ARRAY(&f->keep, size_t, f->n);

	s->features = (struct tsv_header){ ARENA_ARRAY(&f->keep, struct str, f->n), f->n };
	s->recipe = ARENA_ARRAY(&f->keep, struct recipe, f->n);
	categories_find(f);
	if (!f->x.p) {
		read_raw(f, id, bad);
		for (size_t i = 0; i < f->n; i++)
			if (bad[i] != SIZE_MAX && !f->text[i])
				frame_refuse(f->frame, bad[i], f->column[i]);
	}
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
