/* categories - features that are text: their values as codes. */
#include "categories.h"

#include <stdlib.h>

#include "diag.h"
#include "map.h"
#include "order.h"

void categories_find(struct features *f)
{
	bool *text = ARENA_ARRAY(&f->keep, bool, f->n), any = false;

	for (size_t i = 0; i < f->n; i++) {
		bool asked = f->how[i].transform && f->how[i].transform->category;

		if (asked && f->kind->mixture)
			die_usage("--transform: category is not for --method=mixture, whose "
			          "distributions are those of numbers");
		if (f->given)
			text[i] = f->given[i].levels != NULL;
		else
			text[i] = asked ||
			          (!f->how[i].transform && f->seen[i].others && !f->seen[i].numbers);
		if (text[i] && f->kind->mixture)
			die(STATUS_INPUT, "%s: text, which every --method but mixture takes",
			    shown(f->frame->in->header.name[f->column[i]]).text);
		any |= text[i];
	}
	if (any)
		parts_keep(f->frame, f->crew);
	f->text = text;
}

/* --- levels --- */

/* All values of a column, and how many rows each has. */
struct values {
	struct map map;
	struct str *name;
	uint64_t *rows;
	size_t n;
};

static void count_values(struct values *v, const struct frame *frame, size_t column)
{
	v->name = memory_get(frame->rows, sizeof(*v->name));
	v->rows = memory_get(frame->rows, sizeof(*v->rows));
	for (size_t row = 0; row < frame->rows; row++) {
		struct str cell = frame_cell(frame, row, column);
		uint64_t hash = map_hash(cell);
		size_t at = map_find(&v->map, cell, hash);

		if (at == MAP_NONE) {
			at = map_add(&v->map, cell, hash);
			v->name[v->n] = cell;
			v->rows[v->n++] = 0;
		}
		v->rows[at]++;
	}
}

/* Frequent values, the most frequent first, of equals the first in byte order. */
static struct levels *choose_levels(struct arena *keep, const struct values *v, size_t rows)
{
	struct levels *l = ARENA_NEW(keep, struct levels);
	size_t *order = memory_get(v->n, sizeof(*order));

	*l = (struct levels){ ARENA_ARRAY(keep, struct str, LEVELS_SHARE),
		              ARENA_ARRAY(keep, uint64_t, LEVELS_SHARE), 0 };
	order_keys(order, v->name, v->n);
	for (size_t i = 0; i < v->n; i++) {
		uint64_t own = v->rows[order[i]];
		size_t at = l->n;

		if (own * LEVELS_SHARE < rows)
			continue;
		for (; at && l->rows[at - 1] < own; at--) {
			l->rows[at] = l->rows[at - 1];
			l->name[at] = l->name[at - 1];
		}
		l->rows[at] = own;
		l->name[at] = arena_str(keep, v->name[order[i]]);
		l->n++;
	}
	free(order);
	return l;
}

static void say(const struct features *f, size_t i, const struct levels *l, const struct values *v)
{
	struct quoted column = shown(f->frame->in->header.name[f->column[i]]);
	uint64_t named = 0;

	for (size_t c = 0; c < l->n; c++)
		named += l->rows[c];
	if (named < f->frame->rows && !f->given)
		note("%s: %zu of %zu values are in fewer than 1 %% of the rows (%llu rows in all) "
		     "and count as "
		     "one",
		     column.text, v->n - l->n, v->n, (unsigned long long)(f->frame->rows - named));
	detail("%s: category, %zu levels", column.text, l->n);
}

static void fit(struct features *f, size_t i, struct recipe *out)
{
	struct values v = { 0 };
	size_t missing;
	uint64_t empty = 0;

	count_values(&v, f->frame, f->column[i]);
	missing = map_find(&v.map, str_of(""), map_hash(str_of("")));
	if (missing != MAP_NONE)
		empty = v.rows[missing];
	*out = (struct recipe){ .transform = recipe_transform_find(str_of("category")),
		                .scale = 1,
		                .cap = INFINITY,
		                .seen = f->frame->rows - empty,
		                .missing = empty };
	out->levels = f->given ? f->given[i].levels : choose_levels(&f->keep, &v, f->frame->rows);
	say(f, i, out->levels, &v);
	map_release(&v.map);
	free(v.name);
	free(v.rows);
}

void categories_read(const struct frame *frame, size_t column, const struct recipe *r, double *out,
                     struct crew *crew)
{
	if (!r->levels) {
		frame_numbers(frame, column, out, crew);
		return;
	}
	for (size_t row = 0; row < frame->rows; row++)
		out[row] = (double)levels_code(r->levels, frame_cell(frame, row, column));
}

void categories_take(struct features *f, struct recipe *recipe)
{
	size_t *levels = ARENA_ARRAY(&f->keep, size_t, f->n);
	double *code = memory_get(f->frame->rows, sizeof(*code));

	for (size_t i = 0; i < f->n; i++) {
		if (!f->text[i])
			continue;
		fit(f, i, &recipe[i]);
		categories_read(f->frame, f->column[i], &recipe[i], code, f->crew);
		for (size_t row = 0; row < f->frame->rows; row++)
			*features_raw(f, features_place(f, row), i) = code[row];
		levels[i] = recipe[i].levels->n + 1;
		if (f->kind->mixed)
			f->levels = levels;
	}
	free(code);
}

void categories_together(struct features *f, const struct recipe *recipe)
{
	size_t columns = 0, *together;
	bool any = false;

	for (size_t i = 0; i < f->n; i++) {
		columns += recipe[i].levels ? recipe[i].levels->n : 1;
		any |= recipe[i].levels != NULL;
	}
	if (!any || !f->kind->spread)
		return;
	f->together = together = ARENA_ARRAY(&f->keep, size_t, columns);
	for (size_t i = 0; i < f->n; i++) {
		size_t n = recipe[i].levels ? recipe[i].levels->n : 1;

		for (size_t l = 0; l < n; l++)
			*together++ = recipe[i].levels ? i : SIZE_MAX;
	}
}
