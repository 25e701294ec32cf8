/* kpis_drawn - the table of KPIs as text and HTML: a row for each, a column for each segment. */
#include <math.h>

#include "drawn.h"
#include "html.h"
#include "kpi.h"
#include "kpis.h"
#include "page.h"
#include "sections.h"
#include "text.h"

#define ACROSS 4 /* columns of figures that fit beside each other in 80 */
#define WIDTH 14
#define LABEL 20

/* What stands at the top of a column: all customers, then the segments as everywhere. */
struct head {
	const char *tag, *name;
	struct str segment; /* of the table */
	enum cell_kind kind;
	size_t colour; /* from 1; 0: none */
};

struct grid_of {
	struct head *head;
	size_t heads;
	const char **kpi; /* names of the rows */
	size_t kpis;
};

static bool has(const struct table *t, struct str segment, enum cell_kind kind)
{
	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, KPI_SEGMENT)->kind == kind &&
		    str_eq(table_at(t, i, KPI_SEGMENT)->text, segment))
			return true;
	return false;
}

static struct grid_of grid_of(const struct report *r)
{
	const struct table *t = report_table(r, "kpis");
	struct drawn d = drawn_make(r);
	struct grid_of g = { ARENA_ARRAY(r->keep, struct head, d.rows + 1), 1,
		             ARENA_ARRAY(r->keep, const char *, t->rows + 1), 0 };

	g.head[0] = (struct head){ "All", "All customers", str_of(KPI_ALL), CELL_LABEL, 0 };
	for (size_t i = 0; i < d.rows; i++)
		if (d.rows > 1 && d.segment[i].cell->kind == CELL_TEXT &&
		    has(t, d.segment[i].cell->text, CELL_TEXT))
			g.head[g.heads++] = (struct head){ d.segment[i].tag, d.segment[i].name,
				                           d.segment[i].cell->text, CELL_TEXT, i + 1 };
	for (size_t i = 0; i < t->rows; i++) {
		struct str name = table_at(t, i, KPI_NAME)->text;
		size_t k = 0;

		while (k < g.kpis && !str_is(name, g.kpi[k]))
			k++;
		if (k == g.kpis)
			g.kpi[g.kpis++] = name.p;
	}
	return g;
}

/* In the order of the kinds, then the user's own: rows of the table come segment by segment, and one may lack some. */
static void order(struct grid_of *g)
{
	size_t n = 0;

	for (size_t k = 0; k < kpi_kind_count; k++)
		for (size_t i = n; i < g->kpis; i++)
			if (strcmp(g->kpi[i], kpi_kinds[k].name) == 0) {
				const char *name = g->kpi[i];

				memmove(g->kpi + n + 1, g->kpi + n, (i - n) * sizeof(*g->kpi));
				g->kpi[n++] = name;
			}
}

static const struct kpi_kind *kind_of(const char *name)
{
	for (size_t k = 0; k < kpi_kind_count; k++)
		if (strcmp(name, kpi_kinds[k].name) == 0)
			return &kpi_kinds[k];
	return NULL;
}

static const char *label_of(const struct report *r, const char *name)
{
	const struct kpi_kind *kind = kind_of(name);

	if (!kind)
		return drawn_words(r, str_of(name));
	return kind->unit == KPI_MONTHS ? arena_printf(r->keep, "%s, months", kind->label) : kind->label;
}

/* The row's cells, or NULL. */
static const struct cell *cell_of(const struct report *r, const struct head *h, const char *kpi)
{
	const struct table *t = report_table(r, "kpis");

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row->kind == h->kind && str_eq(row->text, h->segment) &&
		    str_is(row[KPI_NAME].text, kpi))
			return row;
	}
	return NULL;
}

static const char *say(const struct report *r, const struct cell *row)
{
	struct cell own;

	if (!row)
		return "";
	own = row[KPI_VALUE];
	if (own.kind == CELL_MONEY && own.unit == UNIT_PLAIN)
		own = cell_number(exact_double(own.money), UNIT_PLAIN);
	return report_say(r, &own);
}

/* "£410–£420", or "" */
static const char *interval(const struct report *r, const struct cell *row)
{
	if (!row || row[KPI_LOWER].kind == CELL_MISSING || row[KPI_UPPER].kind == CELL_MISSING)
		return "";
	return drawn_range(r, &row[KPI_LOWER], &row[KPI_UPPER]);
}

/* How many there are is told elsewhere, too. */
bool kpis_there(const struct report *r)
{
	const struct table *t = report_table(r, "kpis");

	for (size_t i = 0; i < t->rows; i++)
		if (!str_is(table_at(t, i, KPI_NAME)->text, "customers"))
			return true;
	return false;
}

/* The segments in which a figure is highest and lowest. */
static bool ends(const struct report *r, const struct grid_of *g, const char *kpi,
                 const struct head **high, const struct head **low)
{
	*high = *low = NULL;
	for (size_t i = 1; i < g->heads; i++) {
		const struct cell *own = cell_of(r, &g->head[i], kpi),
				  *best = *high ? cell_of(r, *high, kpi) : NULL,
				  *worst = *low ? cell_of(r, *low, kpi) : NULL;

		if (!own)
			continue;
		if (!best || cell_value(&own[KPI_VALUE]) > cell_value(&best[KPI_VALUE]))
			*high = &g->head[i];
		if (!worst || cell_value(&own[KPI_VALUE]) < cell_value(&worst[KPI_VALUE]))
			*low = &g->head[i];
	}
	return *high && *high != *low;
}

/* What is worth a heading, the worthiest first; the figure of the segment in which it is highest, then the lowest. */
static const struct {
	const char *kpi, *lead, *link, *tail;
} told[] = {
	{ "retention", "", "of", " came back" },
	{ "clv", "What a customer is still worth: ", "in", "" },
	{ "aov", "The average order: ", "in", "" },
	{ "conversion", "", "of", " have ordered" },
};

/* A name with a comma in it would part the sentence: then letters stand for both. */
static const char *short_name(const struct report *r, const struct head *h, const struct head *other)
{
	return strchr(h->name, ',') || strchr(other->name, ',')
	               ? arena_printf(r->keep, "segment %s", h->tag)
	               : h->name;
}

static const char *finding(const struct report *r, const struct grid_of *g)
{
	const struct head *high, *low;

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		const char *top, *bottom;

		if (!ends(r, g, told[i].kpi, &high, &low))
			continue;
		top = say(r, cell_of(r, high, told[i].kpi));
		bottom = say(r, cell_of(r, low, told[i].kpi));
		return arena_printf(r->keep, "%s%s %s %s%s, %s %s %s", told[i].lead, top,
		                    told[i].link, short_name(r, high, low), told[i].tail, bottom,
		                    told[i].link, short_name(r, low, high));
	}
	return g->heads > 1 ? "Key figures of each segment" : "Key figures of all customers";
}

static const char *words(const struct report *r)
{
	return arena_printf(r->keep,
	                    "Beside an estimate stands its %g%% interval: what chance may have "
	                    "moved it by. Sums and "
	                    "costs have none. A gap is a figure that the data do not have, or that "
	                    "would give a small "
	                    "count away.",
	                    100 * r->set.confidence);
}

/* --- text --- */

static void put_block(struct buf *b, const struct report *r, const struct grid_of *g, size_t from,
                      size_t to)
{
	text_left(b, str_of(""), LABEL);
	for (size_t i = from; i < to; i++)
		text_right(b, str_of(g->head[i].tag), WIDTH + (i > from));
	buf_char(b, '\n');
	for (size_t k = 0; k < g->kpis; k++) {
		bool any = false;

		text_left(b, str_of(label_of(r, g->kpi[k])), LABEL);
		for (size_t i = from; i < to; i++) {
			const struct cell *row = cell_of(r, &g->head[i], g->kpi[k]);

			any |= *interval(r, row) != '\0';
			text_right(b, str_of(say(r, row)), WIDTH + (i > from));
		}
		while (b->n && b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
		if (!any)
			continue;
		text_left(b, str_of(""), LABEL);
		for (size_t i = from; i < to; i++)
			text_right(b, str_of(interval(r, cell_of(r, &g->head[i], g->kpi[k]))),
			           WIDTH + (i > from));
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
}

void kpis_text(struct buf *b, const struct report *r)
{
	struct grid_of g = grid_of(r);

	order(&g);
	report_heading(b, "Key figures", arena_printf(r->keep, "%s.", finding(r, &g)));
	for (size_t from = 0; from < g.heads; from += ACROSS) {
		if (from)
			buf_char(b, '\n');
		put_block(b, r, &g, from, from + ACROSS < g.heads ? from + ACROSS : g.heads);
	}
	text_wrap(b, "", "", str_of(words(r)));
}

/* --- html --- */

static void put_head(struct buf *b, const struct head *h)
{
	buf_text(b, "<th scope=\"col\" class=\"n");
	if (h->colour && h->colour <= 6)
		html_put(b, " g%zu", h->colour);
	buf_text(b, "\">");
	if (h->kind == CELL_TEXT)
		html_put(b, "<span class=\"tag\">%s</span><span class=\"vh\">%s</span>", h->tag, h->name);
	else
		html_put(b, "%s", h->tag);
	buf_text(b, "</th>");
}

static void put_row(struct buf *b, const struct report *r, const struct grid_of *g, const char *kpi)
{
	html_put(b, "<tr><th scope=\"row\">%s</th>", label_of(r, kpi));
	for (size_t i = 0; i < g->heads; i++) {
		const struct cell *row = cell_of(r, &g->head[i], kpi);

		html_put(b, "<td class=\"n\">%s", say(r, row));
		if (*interval(r, row))
			html_put(b, "<span class=\"ci\">%s</span>", interval(r, row));
		buf_text(b, "</td>");
	}
	buf_text(b, "</tr>\n");
}

static void put_help(struct buf *b, const struct report *r, const struct grid_of *g)
{
	buf_text(b, "<details><summary>What these figures are</summary>\n<dl class=\"terms\">\n");
	for (size_t k = 0; k < g->kpis; k++) {
		const struct kpi_kind *kind = kind_of(g->kpi[k]);

		if (kind)
			html_put(b, "<dt>%s</dt><dd>%s</dd>\n", label_of(r, g->kpi[k]),
			         drawn_capital(r, kind->help));
	}
	buf_text(b, "</dl></details>\n");
}

void kpis_html(struct buf *b, const struct report *r)
{
	struct grid_of g = grid_of(r);

	order(&g);
	page_section_open(b, "kpis", "Key figures", finding(r, &g));
	html_put(b, "<p class=\"note\">%s</p>\n</div>\n<div class=\"figure\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Key figures by segment\">\n<table class=\"kpis\">\n<caption>Key figures of all customers%s</caption>\n<thead><tr><th scope=\"col\">Figure</th>",
	         words(r), g.heads > 1 ? " and of each segment" : "");
	for (size_t i = 0; i < g.heads; i++)
		put_head(b, &g.head[i]);
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t k = 0; k < g.kpis; k++)
		put_row(b, r, &g, g.kpi[k]);
	buf_text(b, "</tbody>\n</table>\n</div>\n");
	put_help(b, r, &g);
	buf_text(b, "</div>\n");
	page_section_close(b);
}
