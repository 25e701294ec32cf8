/* segments - which segment is this row in: recipe, centres and names, as a model file holds them. */
#include "segments.h"

#include <stdlib.h>

#include "columns.h"
#include "diag.h"
#include "names.h"
#include "parameters.h"

const char *const segments_own[SEGMENTS_OWN] = { "segment", "segment_fit", "segment_path" };

size_t segments_own_count(const struct segments *s)
{
	return s->rule.kind && s->rule.kind->path ? 3 : 2;
}

/* --- a fit --- */

/* 0 is A, 25 is Z, 26 is AA. */
static struct str letters(struct arena *keep, size_t number)
{
	char text[16];
	size_t at = sizeof(text);

	for (size_t n = number + 1; n; n = (n - 1) / 26)
		text[--at] = (char)('A' + (n - 1) % 26);
	return arena_str(keep, (struct str){ text + at, sizeof(text) - at });
}

/* How many segments are named before this one. */
static size_t rank(const uint64_t *size, size_t k, size_t c)
{
	size_t before = 0;

	for (size_t i = 0; i < k; i++)
		before += size[i] > size[c] || (size[i] == size[c] && i < c);
	return before;
}

void segments_fit(struct segments *s, struct arena *keep, const struct rule *rule, const uint64_t *size)
{
	size_t k = rule->centres.rows, d = s->features.columns;

	s->rule = *rule;
	s->centres = rule->centres;
	s->size = ARENA_ARRAY(keep, uint64_t, k);
	s->rows = 0;
	s->name = ARENA_ARRAY(keep, struct str, k);
	s->typical = ARENA_ARRAY(keep, double, k *d);
	s->stability = ARENA_ARRAY(keep, double, k);
	s->reach = ARENA_ARRAY(keep, double, k);
	for (size_t c = 0; c < k; c++) {
		s->stability[c] = s->reach[c] = NAN;
		s->size[c] = size[c];
		s->rows += size[c];
		s->name[c] = letters(keep, rank(size, k, c));
	}
	for (size_t i = 0; i < k * d; i++)
		s->typical[i] = NAN;
}

static bool is_spread(const struct segments *s, size_t feature)
{
	return s->recipe[feature].levels && s->rule.kind->spread;
}

void segments_spread(struct segments *s, struct arena *keep)
{
	size_t n = 0;

	for (size_t f = 0; f < s->features.columns; f++)
		n += is_spread(s, f) ? s->recipe[f].levels->n : 1;
	s->spread = (struct tsv_header){ ARENA_ARRAY(keep, struct str, n), n };
	n = 0;
	for (size_t f = 0; f < s->features.columns; f++) {
		const struct str name = s->features.name[f];
		const struct levels *l = s->recipe[f].levels;

		for (size_t i = 0; is_spread(s, f) && i < l->n; i++)
			s->spread.name[n++] = str_of(arena_printf(keep, "%.*s=%.*s", STR_ARG(name),
			                                          STR_ARG(l->name[i])));
		if (!is_spread(s, f))
			s->spread.name[n++] = name;
	}
}

bool segments_value(const struct segments *s, size_t feature, struct str cell, double *raw)
{
	const struct levels *levels = s->recipe[feature].levels;

	*raw = NAN;
	if (levels)
		*raw = (double)levels_code(levels, cell);
	return levels || !cell.n || num_parse(cell, raw);
}

void segments_scale(const struct segments *s, const double *raw, double *scaled)
{
	for (size_t f = 0; f < s->features.columns; f++) {
		size_t levels = is_spread(s, f) ? s->recipe[f].levels->n : 0;

		for (size_t i = 0; i < levels; i++)
			*scaled++ = raw[f] == (double)i;
		if (!is_spread(s, f))
			*scaled++ = recipe_apply(&s->recipe[f], raw[f]);
	}
}

/* A fit from 0 to 1 with six digits behind the point, as no one can tell customers apart by less. */
static size_t put_fit(char *out, double fit)
{
	unsigned millionths = (unsigned)(fit * 1e6 + 0.5);
	size_t n = 8;

	if (millionths == 0 || millionths >= 1000000) {
		out[0] = millionths ? '1' : '0';
		return 1;
	}
	memcpy(out, "0.000000", n);
	for (size_t i = n - 1; millionths; millionths /= 10)
		out[i--] = (char)('0' + millionths % 10);
	while (out[n - 1] == '0')
		n--;
	return n;
}

static void put_cells(const struct segments *s, struct rule_place place, struct segments_cells *out)
{
	out->segment = place.label;
	out->known = !(place.away > s->reach[place.label]);
	out->own[0] = s->name[place.label];
	out->own[1] = (struct str){ out->fit, isfinite(place.fit) ? put_fit(out->fit, place.fit) : 0 };
	out->own[2] = s->path ? s->path[place.label] : str_of("");
}

void segments_place(const struct segments *s, const double *scaled, struct segments_cells *out)
{
	put_cells(s, rule_place(&s->rule, scaled), out);
}

void segments_place_rows(const struct segments *s, const double *const *scaled, size_t n,
                         struct segments_cells *out)
{
	struct rule_place place[SEGMENTS_AT_ONCE];

	rule_place_rows(&s->rule, scaled, n, place);
	for (size_t i = 0; i < n; i++)
		put_cells(s, place[i], &out[i]);
}

void segments_rename(struct segments *s, struct arena *keep, const char *path)
{
	struct str *name = ARENA_ARRAY(keep, struct str, s->centres.rows);
	struct names names;

	names_read(&names, keep, path);
	names_check(&names, s->name, s->centres.rows);
	for (size_t c = 0; c < s->centres.rows; c++) {
		name[c] = names_of(&names, s->name[c]);
		for (size_t i = 0; i < c; i++)
			if (str_eq(name[i], name[c]))
				die(STATUS_INPUT, "%s: two segments would be called %s",
				    shown(str_of(path)).text, quote(name[c]).text);
	}
	s->name = name;
}

/* --- to a file --- */

static void put_segments(struct buf *text, const struct segments *s)
{
	struct str name[] = { str_of("name"), str_of("size"), str_of("stability"), str_of("reach") };

	model_put_table(text, "segments", s->centres.rows, &(struct tsv_header){ name, 4 });
	for (size_t c = 0; c < s->centres.rows; c++) {
		buf_str(text, s->name[c]);
		buf_printf(text, "\t%llu\t", (unsigned long long)s->size[c]);
		buf_double(text, s->stability[c]);
		buf_char(text, '\t');
		buf_double(text, s->reach[c]);
		buf_char(text, '\n');
	}
}

void segments_put_typical(struct buf *text, const struct segments *s, size_t segment, size_t feature)
{
	const struct levels *l = s->recipe[feature].levels;
	double value = s->typical[segment * s->features.columns + feature];

	if (!l)
		buf_double(text, value);
	else if (value < (double)l->n)
		buf_str(text, l->name[(size_t)value]);
}

/* One row per segment, in the order of the table of segments; values, or without them what is typical. */
static void put_matrix(struct buf *text, const char *table, const struct segments *s,
                       const struct tsv_header *columns, const double *value)
{
	model_put_table(text, table, s->centres.rows, columns);
	for (size_t c = 0; c < s->centres.rows; c++)
		for (size_t f = 0; f < columns->columns; f++) {
			if (value)
				buf_double(text, *value++);
			else
				segments_put_typical(text, s, c, f);
			buf_char(text, f + 1 < columns->columns ? '\t' : '\n');
		}
}

void segments_save(const struct segments *s, const char *path, const char *writer)
{
	struct buf text = { 0 };

	model_begin(&text, s->rule.kind->name);
	model_put_text(&text, "writer", writer);
	model_put_count(&text, "rows", s->rows);
	model_put_count(&text, "seed", s->seed);
	model_put_count(&text, "restarts", s->restarts);
	model_put_number(&text, s->rule.kind->objective, s->objective);
	columns_put(&text, &s->features, s->recipe);
	put_segments(&text, s);
	put_matrix(&text, "centres", s, &s->spread, s->centres.p);
	parameters_put(&text, &s->rule, &s->spread, s->path);
	put_matrix(&text, "typical", s, &s->features, NULL);
	model_save(&text, path);
	buf_release(&text);
}

/* --- from a file --- */

static _Noreturn void refuse(const struct model *m, size_t line, struct str what, const char *why)
{
	die_at((struct place){ m->path, line, NULL }, "%s: %s", shown(what).text, why);
}

/* NaN where the cell is empty. */
static double number_if_any(const struct model *m, const struct model_table *t, size_t row, size_t column)
{
	return model_table_cell(t, row, column).n ? model_table_number(m, t, row, column) : NAN;
}

static void take_segments(struct segments *s, struct arena *keep, struct model *m)
{
	struct model_table t = model_table(m, "segments");
	size_t name = model_table_column(m, &t, "name"), size = model_table_column(m, &t, "size"),
	       stability = model_table_column(m, &t, "stability"),
	       reach = model_table_column(m, &t, "reach");

	if (t.rows < 1 || t.rows > SEGMENTS_K_MOST)
		refuse(m, t.line - 2, str_of("segments"), "there must be from 1 to 1000 of them");
	s->centres.rows = t.rows;
	s->name = ARENA_ARRAY(keep, struct str, t.rows);
	s->size = ARENA_ARRAY(keep, uint64_t, t.rows);
	s->stability = ARENA_ARRAY(keep, double, t.rows);
	s->reach = ARENA_ARRAY(keep, double, t.rows);
	for (size_t c = 0; c < t.rows; c++) {
		s->name[c] = arena_str(keep, model_table_cell(&t, c, name));
		s->size[c] = model_table_count(m, &t, c, size);
		s->stability[c] = number_if_any(m, &t, c, stability);
		s->reach[c] = number_if_any(m, &t, c, reach);
		if (!s->name[c].n)
			refuse(m, t.line + c, str_of("segments"), "a segment without a name");
	}
}

/* The matrix of a table; an empty cell, and a word, is NaN where gaps are allowed. */
static double *take_matrix(const struct segments *s, struct arena *keep, struct model *m,
                           const char *table, const struct tsv_header *columns, bool gaps)
{
	struct model_table t = model_table(m, table);
	double *value = ARENA_ARRAY(keep, double, t.rows *t.header.columns), *next = value;

	if (t.rows != s->centres.rows || t.header.columns != columns->columns)
		refuse(m, t.line - 2, str_of(table),
		       "there must be a row for each segment and a column for each feature");
	for (size_t f = 0; f < columns->columns; f++)
		if (!str_eq(t.header.name[f], columns->name[f]))
			refuse(m, t.line - 1, t.header.name[f],
			       "the columns must be those of the table columns");
	for (size_t c = 0; c < t.rows; c++)
		for (size_t f = 0; f < columns->columns; f++)
			*next++ = gaps && (s->recipe[f].levels || !model_table_cell(&t, c, f).n)
			                  ? NAN
			                  : model_table_number(m, &t, c, f);
	return value;
}

static bool *categories(const struct segments *s, struct arena *keep)
{
	bool *category = ARENA_ARRAY(keep, bool, s->features.columns);

	for (size_t f = 0; f < s->features.columns; f++)
		category[f] = s->recipe[f].levels != NULL;
	return category;
}

void segments_take(struct segments *s, struct arena *keep, struct model *m)
{
	*s = (struct segments){ .rule.kind = rule_kind_find(m->kind) };
	if (!s->rule.kind)
		die_at((struct place){ m->path, 1, NULL },
		       "a model of kind %s does not say which segment a row is in; "
		       "those of seg-cluster do",
		       quote(m->kind).text);
	model_text(m, "writer");
	s->rows = model_count(m, "rows", 1, UINT64_MAX);
	s->seed = model_count(m, "seed", 0, UINT64_MAX);
	s->restarts = model_count(m, "restarts", 1, UINT64_MAX);
	s->objective = model_number(m, s->rule.kind->objective);
	columns_take(m, keep, &s->features, &s->recipe);
	take_segments(s, keep, m);
	segments_spread(s, keep);
	s->centres = (struct mat){ take_matrix(s, keep, m, "centres", &s->spread, false),
		                   s->centres.rows, s->spread.columns, s->spread.columns };
	for (size_t i = 0; i < s->centres.rows * s->centres.columns; i++)
		if (!(fabs(s->centres.p[i]) <= TILES_LARGEST))
			refuse(m, 0, str_of("centres"), "a number beyond 1e150");
	s->rule.centres = s->centres;
	s->path = parameters_take(&s->rule, keep, m, categories(s, keep));
	s->typical = take_matrix(s, keep, m, "typical", &s->features, true);
	model_close(m);
}

void segments_load(struct segments *s, struct arena *keep, const char *path)
{
	struct model m;

	model_open(&m, path);
	segments_take(s, keep, &m);
}
