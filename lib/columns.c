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
}

static _Noreturn void refuse(const struct model *m, size_t line, struct str what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", shown(what).text, why);
}

void columns_take(struct model *m, struct arena *keep, struct tsv_header *names, struct recipe **recipe)
{
	struct model_table t = model_table(m, "columns");
	size_t at[COLUMNS], limits = tsv_header_find(&t.header, str_of("outside"));

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
	}
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
