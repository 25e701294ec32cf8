/* recipes - how the features are to be prepared, and files that have them too. */
#include "categories.h"
#include "columns.h"
#include "diag.h"
#include "features.h"
#include "quantile.h"

void features_load_recipe(struct features *f, const char *path)
{
	struct tsv_header names;
	struct recipe *given;

	columns_load(path, &f->keep, &names, &given);
	for (size_t i = 0; i < names.columns; i++)
		f->column[i] = input_column(f->frame->in, names.name[i].p);
	f->n = names.columns;
	f->given = given;
}

/* Names of the transforms, for a message. */
static void put_transforms(struct buf *b)
{
	for (size_t i = 0; i < recipe_transform_count; i++)
		buf_printf(b, "%s%s", i ? ", " : "", recipe_transforms[i].name);
}

/* COLUMN:NAME */
static void set_transform(const struct features *f, struct recipe_options *how, const char *text)
{
	const char *colon = strrchr(text, ':');
	struct str column = { text, colon ? (size_t)(colon - text) : 0 };
	const struct recipe_transform *transform =
		colon ? recipe_transform_find(str_of(colon + 1)) : NULL;
	struct buf names = { 0 };
	size_t i = 0;

	put_transforms(&names);
	if (!transform)
		die_usage("--transform: not a column, a colon and one of %.*s: %s",
		          STR_ARG(buf_view(&names)), quote_text(text).text);
	while (i < f->n && !str_eq(f->frame->in->header.name[f->column[i]], column))
		i++;
	if (i == f->n)
		die_usage("--transform: %s is not among the features", quote(column).text);
	how[i].transform = transform;
	buf_release(&names);
}

void features_set_recipe(struct features *f, bool raw, char *const *transform, size_t transforms)
{
	struct recipe_options *how = ARENA_ARRAY(&f->keep, struct recipe_options, f->n);

	for (size_t i = 0; i < f->n; i++)
		how[i].raw = raw;
	for (size_t t = 0; t < transforms; t++)
		set_transform(f, how, transform[t]);
	f->how = how;
}

const double *features_weights(struct features *f, size_t column)
{
	const struct frame *frame = f->frame;
	double *raw = ARENA_ARRAY(&f->keep, double, frame->rows),
	       *weight = ARENA_ARRAY(&f->keep, double, frame->rows);

	frame_numbers(frame, column, raw, f->crew);
	for (size_t row = 0; row < frame->rows; row++) {
		if (!(raw[row] > 0 && raw[row] <= TILES_LARGEST))
			frame_refuse(frame, row, column, "a weight above 0");
		weight[features_place(f, row)] = raw[row];
	}
	return weight;
}

/* What a missing value of a feature counts as, where that was not asked before: the matrix has its raw values. */
static double fill_now(const struct features *f, size_t i)
{
	struct arena scratch = { 0 };
	double *column = ARENA_ARRAY(&scratch, double, f->x.rows), middle;

	for (size_t row = 0; row < f->x.rows; row++)
		column[row] = mat_row(f->x, row)[i];
	middle = quantile_median(column, f->x.rows);
	arena_release(&scratch);
	return middle;
}

struct mat features_of_file(struct features *f, const struct segments *s, const char *path)
{
	struct input in;
	struct frame frame;
	size_t n = s->spread.columns;
	struct mat x = { .columns = n, .stride = n }, own = { .columns = f->n, .stride = f->n };
	double *raw;

	input_open(&in, &(char *){ (char *)path }, 1, NULL, PROGRESS_NEVER);
	frame_load(&frame, &in, 1);
	own.rows = x.rows = frame.rows;
	own.p = ARENA_ARRAY(&f->keep, double, x.rows * f->n);
	x.p = ARENA_ARRAY(&f->keep, double, x.rows *n);
	raw = ARENA_ARRAY(&f->keep, double, x.rows);
	for (size_t i = 0; i < f->n; i++) {
		categories_read(&frame, input_column(&in, s->features.name[i].p), &s->recipe[i],
		                raw, f->crew);
		for (size_t row = 0; row < x.rows; row++) {
			if (isnan(raw[row]) && isnan(s->recipe[i].fill))
				s->recipe[i].fill = fill_now(f, i);
			mat_row(own, row)[i] = raw[row];
		}
	}
	for (size_t row = 0; row < x.rows; row++)
		segments_scale(s, mat_row(own, row), mat_row(x, row));
	frame_release(&frame);
	input_close(&in);
	return x;
}
