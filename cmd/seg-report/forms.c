/* forms - a report's tables for programs. */
#include "forms.h"

#include "layout.h"
#include "text.h"
#include "tsv.h"

/* --- several sections as one table --- */

static bool is_bound(const struct table *t, size_t column)
{
	return str_is(str_of(t->column[column]), "lower") ||
	       str_is(str_of(t->column[column]), "upper");
}

/* The bounds of a column stand behind it. */
static const struct cell *bound(const struct table *t, size_t row, size_t column, const char *name)
{
	static const struct cell none;

	for (size_t k = column + 1; k < t->columns && is_bound(t, k); k++)
		if (str_is(str_of(t->column[k]), name))
			return table_at(t, row, k);
	return &none;
}

/* What a row is about: its keys, parted by blanks. */
static void put_item(struct buf *b, const struct table *t, size_t row, bool headerless)
{
	size_t from = b->n;

	for (size_t k = 0; k < t->keys; k++) {
		size_t before = b->n;

		if (k && b->n > from)
			buf_char(b, ' ');
		if (table_at(t, row, k)->kind == CELL_MISSING)
			b->n = before;
		else
			table_print_cell(b, table_at(t, row, k), false);
	}
	if (b->n == from)
		cell_put(b, (struct str){ 0 }, headerless);
}

static void put_long(struct buf *b, const char *section, const struct table *t, bool headerless)
{
	bool measures = str_is(str_of(t->column[0]), "measure");

	for (size_t row = 0; row < t->rows; row++)
		for (size_t k = t->keys; k < t->columns; k++) {
			if (is_bound(t, k))
				continue;
			buf_printf(b, "%s\t", section);
			if (measures) {
				cell_put(b, (struct str){ 0 }, headerless);
				buf_char(b, '\t');
				table_print_cell(b, table_at(t, row, 0), headerless);
			} else {
				put_item(b, t, row, headerless);
				buf_char(b, '\t');
				buf_text(b, t->column[k]);
			}
			buf_char(b, '\t');
			table_print_cell(b, table_at(t, row, k), headerless);
			buf_char(b, '\t');
			table_print_cell(b, bound(t, row, k, "lower"), headerless);
			buf_char(b, '\t');
			table_print_cell(b, bound(t, row, k, "upper"), headerless);
			buf_char(b, '\n');
		}
}

void forms_tsv(struct buf *b, const struct report *r)
{
	size_t n = 0, only = 0;

	for (size_t i = 0; i < section_count; i++)
		if (r->drawn[i]) {
			n++;
			only = i;
		}
	if (n == 1) {
		table_print(b, &r->table[only], r->set.headerless);
		return;
	}
	if (!r->set.headerless)
		buf_text(b, "section\titem\tmeasure\tvalue\tlower\tupper\n");
	for (size_t i = 0; i < section_count; i++)
		if (r->drawn[i])
			put_long(b, sections[i].name, &r->table[i], r->set.headerless);
}

/* --- JSON --- */

/* Cleaned as for a terminal, so that no control character is left; what HTML or a script could take for its own is
 * written as \u. */
static void put_string(struct buf *b, struct str data)
{
	struct buf clean = { 0 };

	text_clean(&clean, data);
	buf_char(b, '"');
	for (size_t i = 0; i < clean.n; i++) {
		char c = clean.p[i];

		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c == '<' || c == '>' || c == '&')
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_char(b, c);
	}
	buf_char(b, '"');
	buf_release(&clean);
}

static void put_value(struct buf *b, const struct cell *c)
{
	struct buf text = { 0 };

	if (c->kind == CELL_MISSING)
		buf_text(b, "null");
	else if (c->kind == CELL_TEXT || c->kind == CELL_LABEL)
		put_string(b, c->text);
	else if (c->kind == CELL_FEW || c->kind == CELL_MANY) {
		table_print_cell(&text, c, false);
		put_string(b, buf_view(&text));
	} else
		table_print_cell(b, c, false);
	buf_release(&text);
}

static void put_rows(struct buf *b, const struct table *t)
{
	for (size_t row = 0; row < t->rows; row++) {
		buf_text(b, row ? ",\n    {" : "\n    {");
		for (size_t k = 0; k < t->columns; k++) {
			buf_text(b, k ? ", " : "");
			put_string(b, str_of(t->column[k]));
			buf_text(b, ": ");
			put_value(b, table_at(t, row, k));
		}
		buf_char(b, '}');
	}
	buf_text(b, t->rows ? "\n  ]" : "]");
}

void forms_json(struct buf *b, const struct report *r)
{
	bool any = false;

	buf_text(b, "{\n\"title\": ");
	put_string(b, str_of(r->set.title));
	buf_text(b, ",\n\"sections\": {");
	for (size_t i = 0; i < section_count; i++) {
		if (!r->drawn[i])
			continue;
		buf_printf(b, "%s\n  \"%s\": [", any ? "," : "", sections[i].name);
		any = true;
		put_rows(b, &r->table[i]);
	}
	buf_text(b, any ? "\n}\n}\n" : "}\n}\n");
}
