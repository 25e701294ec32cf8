/* features - the columns to cluster by, as a matrix of scaled numbers. */
#include "features.h"

#include <stdlib.h>

#include "diag.h"
#include "order.h"
#include "quantile.h"

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

struct numeric {
	const struct frame *frame;
	bool *is;
};

static void check_numeric(void *arg, size_t column)
{
	struct numeric *n = arg;

	n->is[column] = frame_is_numeric(n->frame, column);
}

static void choose_numeric(struct features *f, size_t id)
{
	const struct tsv_header *h = &f->frame->in->header;
	struct numeric n = { f->frame, ARENA_ARRAY(&f->keep, bool, h->columns) };

	crew_each(f->crew, h->columns, check_numeric, &n);
	f->n = 0;
	for (size_t c = 0; c < h->columns; c++)
		if (n.is[c] && c != id && !str_is(h->name[c], segments_own[0]) &&
		    !str_is(h->name[c], segments_own[1]))
			f->column[f->n++] = c;
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

static void find_places(struct features *f, size_t id)
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
		f->place[order[i]] = i;
	free(key);
	free(order);
}

/* --- the matrix --- */

struct reading {
	struct features *f;
	struct segments *s;
	double **raw; /* of each feature: its column, in the order of the input */
};

static void fit_recipe(void *arg, size_t i)
{
	struct reading *r = arg;
	size_t n = r->f->frame->rows;
	double *ordered = memory_get(n, sizeof(*ordered));

	for (size_t row = 0; row < n; row++)
		ordered[r->f->place[row]] = r->raw[i][row];
	recipe_fit(&r->s->recipe[i], ordered, n, &r->f->how[i]);
	if (r->f->given) {
		uint64_t seen = r->s->recipe[i].seen, missing = r->s->recipe[i].missing;

		r->s->recipe[i] = r->f->given[i];
		r->s->recipe[i].seen = seen;
		r->s->recipe[i].missing = missing;
	}
	free(ordered);
}

static void fill_part(void *arg, size_t p)
{
	struct reading *r = arg;
	const struct frame_part *part = &r->f->frame->part[p];

	for (size_t row = part->first; row < part->first + part->index.rows; row++) {
		double *to = mat_row(r->f->x, r->f->place[row]);

		for (size_t i = 0; i < r->f->n; i++)
			to[i] = r->raw[i][row];
		segments_scale(r->s, to, to);
	}
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
	struct reading r = { f, s, memory_get(f->n, sizeof(double *)) };
	size_t rows = f->frame->rows;

	s->features = (struct tsv_header){ ARENA_ARRAY(&f->keep, struct str, f->n), f->n };
	s->recipe = ARENA_ARRAY(&f->keep, struct recipe, f->n);
	find_places(f, id);
	for (size_t i = 0; i < f->n; i++) {
		s->features.name[i] = f->frame->in->header.name[f->column[i]];
		r.raw[i] = memory_get(rows, sizeof(double));
		frame_numbers(f->frame, f->column[i], r.raw[i], f->crew);
	}
	crew_each(f->crew, f->n, fit_recipe, &r);
	for (size_t i = 0; i < f->n; i++)
		say_recipe(s->features.name[i], &s->recipe[i]);
	f->x = (struct mat){ memory_get(rows, f->n * sizeof(double)), rows, f->n, f->n };
	crew_each(f->crew, f->frame->parts, fill_part, &r);
	for (size_t i = 0; i < f->n; i++)
		free(r.raw[i]);
	free(r.raw);
}

/* --- what is typical --- */

struct sorting {
	double *value;    /* one column's, segment after segment */
	size_t *from, *n; /* of each segment's values; missing ones are left out */
	double *median;
};

static void find_median(void *arg, size_t c)
{
	struct sorting *s = arg;

	s->median[c] = quantile_median(s->value + s->from[c], s->n[c]);
}

void features_typical(const struct features *f, struct segments *s, const uint32_t *label)
{
	size_t rows = f->frame->rows, k = s->centres.rows;
	double *raw = memory_get(rows, sizeof(double));
	struct sorting sort = { memory_get(rows, sizeof(double)), memory_get(k, sizeof(size_t)),
		                memory_get(k, sizeof(size_t)), memory_get(k, sizeof(double)) };

	for (size_t c = 0, at = 0; c < k; at += s->size[c++])
		sort.from[c] = at;
	for (size_t i = 0; i < f->n; i++) {
		frame_numbers(f->frame, f->column[i], raw, f->crew);
		memset(sort.n, 0, k * sizeof(*sort.n));
		for (size_t row = 0; row < rows; row++) {
			size_t c = label[f->place[row]];

			if (!isnan(raw[row]))
				sort.value[sort.from[c] + sort.n[c]++] = raw[row];
		}
		crew_each(f->crew, k, find_median, &sort);
		for (size_t c = 0; c < k; c++)
			s->typical[c * f->n + i] = sort.median[c];
	}
	free(raw);
	free(sort.value);
	free(sort.from);
	free(sort.n);
	free(sort.median);
}

void features_release(struct features *f)
{
	free(f->place);
	free(f->x.p);
	arena_release(&f->keep);
}
