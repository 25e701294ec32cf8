/* mends - what stands in for a missing cell, and how far a number may go: the raw side of a recipe file. */
#include "mends.h"

#include "diag.h"
#include "num.h"

#define KIND "recipe"
#define FLAG_MISSING "missing" /* what a column of its own tells of */

const char *const mend_outsides[] = {
	[MEND_NOTHING] = "", [MEND_FLAG] = "flag", [MEND_CAP] = "cap", [MEND_REJECT] = "reject"
};

bool mend_outside_find(struct str name, enum mend_outside *out)
{
	for (enum mend_outside o = MEND_NOTHING; o <= MEND_REJECT; o++)
		if (str_is(name, mend_outsides[o])) {
			*out = o;
			return true;
		}
	return false;
}

enum column {
	NAME,
	UNIT,
	TRANSFORM,
	CENTRE,
	SCALE,
	CAP,
	FILL,
	FLAG,
	LEAST,
	MOST,
	OUTSIDE,
	SEEN,
	MISSING,
	COLUMNS
};
static const char *const columns[COLUMNS] = { "name",    "unit", "transform", "centre", "scale",
	                                      "cap",     "fill", "flag",      "least",  "most",
	                                      "outside", "seen", "missing" };

static void put_row(struct buf *text, const struct mend *m)
{
	tsv_put(text, m->name);
	buf_text(text, "\t\tnone\t0\t1\t\t");
	tsv_put(text, m->fill);
	buf_text(text, m->flagged ? "\t" FLAG_MISSING "\t" : "\t\t");
	if (m->has_least)
		exact_put(text, m->least);
	buf_char(text, '\t');
	if (m->has_most)
		exact_put(text, m->most);
	buf_printf(text, "\t%s\t%llu\t%llu\n", mend_outsides[m->outside],
	           (unsigned long long)m->seen, (unsigned long long)m->missing);
}

void mends_save(const char *path, const char *writer, const struct mend *mend, size_t n)
{
	struct str name[COLUMNS];
	struct buf text = { 0 };

	for (size_t c = 0; c < COLUMNS; c++)
		name[c] = str_of(columns[c]);
	model_begin(&text, KIND);
	model_put_text(&text, "writer", writer);
	model_put_table(&text, "columns", n, &(struct tsv_header){ name, COLUMNS });
	for (size_t i = 0; i < n; i++)
		put_row(&text, &mend[i]);
	model_save(&text, path);
	buf_release(&text);
}

static _Noreturn void refuse(const struct model *m, size_t line, struct str what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", shown(what).text, why);
}

/* A cell that is an amount or empty. */
static bool take_limit(const struct model *m, size_t line, struct str cell, struct exact *out)
{
	if (cell.n && !exact_parse(cell, out))
		refuse(m, line, cell, "not a limit: a plain number was expected");
	return cell.n > 0;
}

static void take_row(const struct model *m, const struct model_table *t, size_t row,
                     const size_t *at, struct arena *keep, struct mend *out)
{
	struct str cell[COLUMNS];
	struct buf scratch = { 0 };
	size_t line = t->line + row;

	for (size_t c = 0; c < COLUMNS; c++)
		cell[c] = model_table_cell(t, row, at[c]);
	if (!str_is(cell[TRANSFORM], "none") || !str_is(cell[CENTRE], "0") || !str_is(cell[SCALE], "1"))
		refuse(m, line, cell[NAME], "prepared for a model; seg-cluster --recipe applies that");
	*out = (struct mend){ .name = arena_str(keep, tsv_text(cell[NAME], &scratch)) };
	out->fill = arena_str(keep, tsv_text(cell[FILL], &scratch));
	out->flagged = str_is(cell[FLAG], FLAG_MISSING);
	if (!out->flagged && cell[FLAG].n)
		refuse(m, line, cell[FLAG], "flag: missing, or empty");
	out->has_least = take_limit(m, line, cell[LEAST], &out->least);
	out->has_most = take_limit(m, line, cell[MOST], &out->most);
	if (!mend_outside_find(cell[OUTSIDE], &out->outside))
		refuse(m, line, cell[OUTSIDE], "outside the limits: flag, cap or reject");
	if (out->has_least && out->has_most && out->least.units > out->most.units)
		refuse(m, line, cell[NAME], "least is more than most");
	out->seen = model_table_count(m, t, row, at[SEEN]);
	out->missing = model_table_count(m, t, row, at[MISSING]);
	buf_release(&scratch);
}

static void open_recipe(struct model *m, const char *path)
{
	model_open(m, path);
	if (!str_is(m->kind, KIND))
		die_at((struct place){ path, 1, NULL },
		       "a model of kind %s; --write-recipe writes kind %s, which is wanted here",
		       quote(m->kind).text, KIND);
	model_text(m, "writer");
}

static struct mend *take_rows(const struct model *m, const struct model_table *t, struct arena *keep)
{
	struct mend *mend = ARENA_ARRAY(keep, struct mend, t->rows);
	size_t at[COLUMNS];

	for (size_t c = 0; c < COLUMNS; c++)
		at[c] = model_table_column(m, t, columns[c]);
	for (size_t i = 0; i < t->rows; i++)
		take_row(m, t, i, at, keep, &mend[i]);
	return mend;
}

size_t mends_load(const char *path, struct arena *keep, struct mend **mend)
{
	struct model m;
	struct model_table t;

	open_recipe(&m, path);
	t = model_table(&m, "columns");
	if (tsv_header_find(&t.header, str_of("outside")) == SIZE_MAX)
		refuse(&m, 1, str_of(KIND), "prepared for a model; seg-cluster --recipe applies that");
	*mend = take_rows(&m, &t, keep);
	model_close(&m);
	return t.rows;
}

/* --- either kind --- */

static struct str as_cell(struct arena *keep, struct str text)
{
	struct buf cell = { 0 };

	tsv_put(&cell, text);
	text = arena_str(keep, buf_view(&cell));
	buf_release(&cell);
	return text;
}

static struct mend_raw raw_of_mend(const struct model *m, struct arena *keep, const struct mend *mend)
{
	struct mend_raw raw = { as_cell(keep, mend->name), as_cell(keep, mend->fill), -INFINITY,
		                INFINITY };

	if (mend->flagged || mend->outside == MEND_FLAG || mend->outside == MEND_REJECT)
		refuse(m, 1, mend->name, "it flags or rejects, which seg-clean --recipe does; only fills and caps are wanted here");
	if (mend->outside == MEND_CAP && mend->has_least)
		raw.least = exact_double(mend->least);
	if (mend->outside == MEND_CAP && mend->has_most)
		raw.most = exact_double(mend->most);
	return raw;
}

static struct mend_raw raw_of_recipe(struct arena *keep, struct str name, const struct recipe *r)
{
	struct mend_raw raw = { name, { 0 }, -INFINITY, INFINITY };
	char text[NUM_TEXT];

	if (r->levels)
		return raw;
	raw.fill = arena_str(keep, (struct str){ text, num_print(text, r->fill) });
	if (r->scale > 0 && isfinite(r->cap)) {
		raw.least = r->transform->back(r->centre - r->cap * r->scale);
		raw.most = r->transform->back(r->centre + r->cap * r->scale);
	}
	return raw;
}

size_t mends_load_raw(const char *path, struct arena *keep, struct mend_raw **raw)
{
	struct model m;
	struct model_table t;
	size_t n;

	open_recipe(&m, path);
	t = model_table(&m, "columns");
	n = t.rows;
	*raw = ARENA_ARRAY(keep, struct mend_raw, n);
	if (tsv_header_find(&t.header, str_of("outside")) == SIZE_MAX) {
		struct tsv_header names;
		struct recipe *recipe;

		columns_take(&m, keep, &names, &recipe);
		for (size_t i = 0; i < n; i++)
			(*raw)[i] = raw_of_recipe(keep, names.name[i], &recipe[i]);
	} else {
		struct mend *mend = take_rows(&m, &t, keep);

		for (size_t i = 0; i < n; i++)
			(*raw)[i] = raw_of_mend(&m, keep, &mend[i]);
	}
	model_close(&m);
	return n;
}
