/* moves - from which segment to which, since a file of before. */
#include "moves.h"

#include <math.h>

#include "drawn.h"
#include "figure.h"
#include "heat.h"
#include "html.h"
#include "page.h"
#include "names.h"
#include "sections.h"
#include "side.h"
#include "text.h"
#include "tsv.h"

enum { FROM, TO, CUSTOMERS, SHARE, COLUMNS };

static const char *const columns[COLUMNS] = { "from", "to", "customers", "share" };

#define NOT_YET "not yet a customer"
#define GONE "no longer a customer"
#define NO_SEGMENT "no segment"

/* --- measuring --- */

static struct cell name_of(struct report *r, const struct str *names, size_t n, size_t k,
                           const char *beyond)
{
	struct buf scratch = { 0 };
	struct cell c = { .kind = CELL_LABEL, .text = str_of(k == n ? beyond : NO_SEGMENT) };

	if (k < n && names[k].n)
		c = cell_text(
			arena_str(r->keep, tsv_text(names_of(r->set.names, names[k]), &scratch)).p);
	buf_release(&scratch);
	return c;
}

static uint64_t row_total(const struct moves *m, size_t from)
{
	uint64_t sum = 0;

	for (size_t to = 0; to <= m->tos; to++)
		sum += moves_at(m, from, to);
	return sum;
}

void moves_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *previous = side_frame(s, SIDE_PREVIOUS);
	enum protect *mark;
	struct moves m;

	table_init(t, r->keep, columns, COLUMNS);
	t->keys = 2;
	if (!previous)
		return;
	moves_take(&m, r->keep, previous,
	           (struct moves_columns){ input_column(previous->in, r->set.id),
	                                   input_column(previous->in, r->set.segment) },
	           s->customers,
	           (struct moves_columns){ input_column(s->customers->in, r->set.id),
	                                   input_column(s->customers->in, r->set.segment) });
	mark = ARENA_ARRAY(r->keep, enum protect, (m.froms + 1) * (m.tos + 1));
	if (!protect_table(mark, m.count, m.froms + 1, m.tos + 1, r->set.min_cell))
		return; /* hiding cells is not enough */
	for (size_t from = 0; from <= m.froms; from++)
		for (size_t to = 0; to <= m.tos && row_total(&m, from); to++) {
			enum protect own = mark[from * (m.tos + 1) + to];
			struct cell *row = table_add(t);

			row[FROM] = name_of(r, m.from, m.froms, from, NOT_YET);
			row[TO] = name_of(r, m.to, m.tos, to, GONE);
			row[CUSTOMERS] = cell_protected(moves_at(&m, from, to), own, r->set.min_cell);
			if (own == PROTECT_SHOWN)
				row[SHARE] = cell_number((double)moves_at(&m, from, to) /
				                                 (double)row_total(&m, from),
				                         UNIT_SHARE);
		}
}

bool moves_there(const struct report *r)
{
	return report_table(r, "moves")->rows > 0;
}

/* --- what is drawn --- */

static size_t tos_of(const struct table *t)
{
	size_t n = 1;

	while (n < t->rows && str_eq(table_at(t, n, FROM)->text, table_at(t, 0, FROM)->text))
		n++;
	return n;
}

static bool stayed(const struct cell *row)
{
	return row[FROM].kind == CELL_TEXT && str_eq(row[FROM].text, row[TO].text);
}

/* The tag of a segment of now; "" for one that is no more. */
static const char *tag_of(const struct drawn *d, const struct cell *name)
{
	for (size_t i = 0; i < d->rows; i++)
		if (name->kind == CELL_TEXT && str_eq(d->segment[i].cell->text, name->text))
			return d->segment[i].tag;
	return "";
}

/* A short heading of a column: the tag, else what it is. */
static const char *head_of(const struct report *r, const struct drawn *d, const struct cell *name)
{
	const char *tag = tag_of(d, name);

	if (*tag)
		return tag;
	return str_is(name->text, GONE)         ? "gone"
	       : str_is(name->text, NO_SEGMENT) ? "none"
	                                        : report_say(r, name);
}

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	double stay = 0, all = 0;

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);
		double n = cell_value(&row[CUSTOMERS]);

		if (row[FROM].kind != CELL_TEXT)
			continue;
		if (isnan(n))
			return "Where each segment's customers went";
		stay += stayed(row) ? n : 0;
		all += n;
	}
	if (!(all > 0))
		return "Nobody was there before";
	return arena_printf(
		r->keep, "%s of customers are in the segment they were in",
		report_say(r, &(struct cell){ CELL_NUMBER, UNIT_SHARE, .number = stay / all }));
}

static const char *cell_words(const struct report *r, const struct heat *h, const struct cell *row)
{
	if (row[CUSTOMERS].kind != CELL_COUNT)
		return report_say(r, &row[CUSTOMERS]);
	return row[CUSTOMERS].count ? arena_printf(r->keep, "%s%%", heat_say(r, h, &row[SHARE])) : "–";
}

#define READING                                                                                    \
	"% of the row: the segment before (left) and now (top). Rows are rounded and need not "    \
	"add up to 100. "                                                                          \
	"A dash: nobody."

/* --- text --- */

void moves_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	struct drawn d = drawn_make(r);
	struct heat h = { .highest = 100 };
	size_t n = tos_of(t), width = n ? 56 / n : 0;

	report_heading(b, "Moves between segments", arena_printf(r->keep, "%s.", finding(r)));
	if (width > 9)
		width = 9;
	text_left(b, str_of("From"), 24);
	for (size_t k = 0; k < n; k++)
		text_right(b, str_of(head_of(r, &d, table_at(t, k, TO))), width);
	buf_char(b, '\n');
	for (size_t row = 0; row < t->rows; row += n) {
		text_left(b, str_of(report_say(r, table_at(t, row, FROM))), 24);
		for (size_t k = 0; k < n; k++) {
			const struct cell *c = table_at(t, row + k, 0);
			const char *words = cell_words(r, &h, c);

			text_right(b, str_of(stayed(c) ? arena_printf(r->keep, "[%s]", words) : words),
			           width);
		}
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(READING " [ ]: stayed."));
}

/* --- html --- */

static void put_cell(struct buf *b, const struct report *r, const struct heat *h, const struct cell *c)
{
	double part = floor(7 * cell_value(&c[SHARE]));

	if (c[CUSTOMERS].kind != CELL_COUNT || !c[CUSTOMERS].count)
		html_put(b, "<td class=\"soft\">%s</td>", cell_words(r, h, c));
	else
		html_put(b, stayed(c) ? "<td class=\"h%u stay\">%s</td>" : "<td class=\"h%u\">%s</td>",
		         (unsigned)fmin(fmax(part, 0), 6), cell_words(r, h, c));
}

void moves_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "moves");
	struct drawn d = drawn_make(r);
	struct heat h = { .highest = 100 };
	size_t n = tos_of(t);

	page_section_open(b, "moves", "Moves between segments", finding(r));
	buf_text(b, "<p>A move is a change of behaviour only if the same rule made the segments "
	            "both times.</p>\n</div>\n<div "
	            "class=\"figure\">\n<table class=\"heat mig\">\n<caption><b>Where each "
	            "segment\xE2\x80\x99s customers "
	            "went</b>" READING " Outlined: stayed.</caption>\n<thead><tr><th scope=\"col\" "
	            "class=\"first\">From</th>");
	for (size_t k = 0; k < n; k++)
		html_put(b, "<th scope=\"col\">%s</th>", head_of(r, &d, table_at(t, k, TO)));
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t row = 0; row < t->rows; row += n) {
		const char *tag = tag_of(&d, table_at(t, row, FROM)),
			   *name = report_say(r, table_at(t, row, FROM));

		html_put(b, "<tr><th scope=\"row\">%s%s<bdi>%s</bdi></th>",
		         strcmp(tag, name) ? tag : "", *tag && strcmp(tag, name) ? " " : "", name);
		for (size_t k = 0; k < n; k++)
			put_cell(b, r, &h, table_at(t, row + k, 0));
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n</table>\n</div>\n");
	page_section_close(b);
}
