/* columns - how each column of a model is prepared: a table of the file. */
#include "columns.h"

#include "diag.h"
#include "num.h"

#define KIND "recipe"

/* Units of the columns that the tools of the suite write; others have none. For people. */
static const struct {
	const char *column, *unit;
} units[] = {
	{ "recency_days", "days" }, { "tenure_days", "days" }, { "orders", "orders" },
	{ "spend", "money" },       { "mean_order", "money" },
};

static const char *unit_of(struct str column)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (str_is(column, units[i].column))
			return units[i].unit;
	return "";
}

enum column { NAME, UNIT, TRANSFORM, CENTRE, SCALE, CAP, FILL, SEEN, MISSING, COLUMNS };
static const char *const columns[COLUMNS] = { "name", "unit", "transform", "centre", "scale",
	                                      "cap",  "fill", "seen",      "missing" };

/* The levels of all columns that have some, column after column. */
static void put_levels(struct buf *text, const struct tsv_header *names, const struct recipe *recipe)
{
	struct str name[] = { str_of("column"), str_of("level"), str_of("rows") };
	size_t rows = 0;
	bool any = false;

	for (size_t f = 0; f < names->columns; f++)
		if (recipe[f].levels) {
			any = true;
			rows += recipe[f].levels->n;
		}
	if (!any)
		return;
	model_put_table(text, "levels", rows, &(struct tsv_header){ name, 3 });
	for (size_t f = 0; f < names->columns; f++)
		for (size_t l = 0; recipe[f].levels && l < recipe[f].levels->n; l++) {
			buf_str(text, names->name[f]);
			buf_char(text, '\t');
			buf_str(text, recipe[f].levels->name[l]);
			buf_printf(text, "\t%llu\n", (unsigned long long)recipe[f].levels->rows[l]);
		}
}

void columns_put(struct buf *text, const struct tsv_header *names, const struct recipe *recipe)
{
	struct str name[COLUMNS];

	for (size_t c = 0; c < COLUMNS; c++)
		name[c] = str_of(columns[c]);
	model_put_table(text, "columns", names->columns, &(struct tsv_header){ name, COLUMNS });
	for (size_t f = 0; f < names->columns; f++) {
		const struct recipe *r = &recipe[f];

		buf_str(text, names->name[f]);
		buf_printf(text, "\t%s\t%s\t", unit_of(names->name[f]), r->transform->name);
		buf_double(text, r->centre);
		buf_char(text, '\t');
		buf_double(text, r->scale);
		buf_char(text, '\t');
		buf_double(text, isinf(r->cap) ? NAN : r->cap);
		buf_char(text, '\t');
		buf_double(text, r->fill);
		buf_printf(text, "\t%llu\t%llu\n", (unsigned long long)r->seen,
		           (unsigned long long)r->missing);
	}
	put_levels(text, names, recipe);
}

static _Noreturn void refuse(const struct model *m, size_t line, struct str what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", shown(what).text, why);
}

/* Levels of the columns that are categories. */
static void take_levels(struct model *m, struct arena *keep, const struct tsv_header *names,
                        struct recipe *recipe)
{
	struct model_table t = model_table(m, "levels");
	size_t column = model_table_column(m, &t, "column"),
	       name = model_table_column(m, &t, "level"), rows = model_table_column(m, &t, "rows");

	for (size_t f = 0; f < names->columns; f++) {
		struct levels *l = ARENA_NEW(keep, struct levels);

		if (!recipe[f].transform->category)
			continue;
		*l = (struct levels){ ARENA_ARRAY(keep, struct str, t.rows),
			              ARENA_ARRAY(keep, uint64_t, t.rows), 0 };
		for (size_t i = 0; i < t.rows; i++) {
			if (!str_eq(model_table_cell(&t, i, column), names->name[f]))
				continue;
			if (l->n == LEVELS_SHARE)
				refuse(m, t.line + i, names->name[f],
				       "more levels than a column can have");
			l->rows[l->n] = model_table_count(m, &t, i, rows);
			l->name[l->n++] = arena_str(keep, model_table_cell(&t, i, name));
		}
		recipe[f].levels = l;
	}
}

void columns_take(struct model *m, struct arena *keep, struct tsv_header *names, struct recipe **recipe)
{
	struct model_table t = model_table(m, "columns");
	size_t at[COLUMNS], limits = tsv_header_find(&t.header, str_of("outside"));
	bool any = false;

	for (size_t c = 0; c < COLUMNS; c++)
		at[c] = model_table_column(m, &t, columns[c]);
	*names = (struct tsv_header){ ARENA_ARRAY(keep, struct str, t.rows), t.rows };
	*recipe = ARENA_ARRAY(keep, struct recipe, t.rows);
	for (size_t f = 0; f < t.rows; f++) {
		struct recipe *r = &(*recipe)[f];
		struct str name = model_table_cell(&t, f, at[NAME]);

		names->name[f] = arena_str(keep, name);
		if (limits != SIZE_MAX && model_table_cell(&t, f, limits).n)
			refuse(m, t.line + f, name, "has limits; seg-clean --recipe applies them");
		r->transform = recipe_transform_find(model_table_cell(&t, f, at[TRANSFORM]));
		if (!r->transform)
			refuse(m, t.line + f, name, "a transform that this seg does not know");
		r->centre = model_table_number(m, &t, f, at[CENTRE]);
		r->scale = model_table_number(m, &t, f, at[SCALE]);
		r->cap = INFINITY;
		if (model_table_cell(&t, f, at[CAP]).n)
			r->cap = model_table_number(m, &t, f, at[CAP]);
		r->fill = model_table_number(m, &t, f, at[FILL]);
		r->seen = model_table_count(m, &t, f, at[SEEN]);
		r->missing = model_table_count(m, &t, f, at[MISSING]);
		if (r->scale < 0 || !(r->cap > 0))
			refuse(m, t.line + f, name, "scale and cap cannot be negative");
		any |= r->transform->category;
	}
	if (any)
		take_levels(m, keep, names, *recipe);
}

void columns_save(const char *path, const char *writer, const struct tsv_header *names,
                  const struct recipe *recipe)
{
	struct buf text = { 0 };

	model_begin(&text, KIND);
	model_put_text(&text, "writer", writer);
	columns_put(&text, names, recipe);
	model_save(&text, path);
	buf_release(&text);
}

void columns_load(const char *path, struct arena *keep, struct tsv_header *names, struct recipe **recipe)
{
	struct model m;

	model_open(&m, path);
	if (!str_is(m.kind, KIND))
		die_at((struct place){ path, 1, NULL },
		       "a model of kind %s; --write-recipe writes kind %s, which is wanted here",
		       quote(m.kind).text, KIND);
	model_text(&m, "writer");
	columns_take(&m, keep, names, recipe);
	model_close(&m);
}
