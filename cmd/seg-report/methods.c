/* methods - how it was computed, and what is not in it. */
#include "figure.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "text.h"

enum { MEASURE, VALUE, COLUMNS };

static const char *const columns[COLUMNS] = { "measure", "value" };

static void add(struct table *t, const char *measure, struct cell value)
{
	struct cell *row = table_add(t);

	row[MEASURE] = cell_text(measure);
	row[VALUE] = value;
}

static const char *date(struct report *r, int32_t day)
{
	struct buf b = { 0 };
	const char *out;

	figure_date(&b, day);
	out = arena_str(r->keep, buf_view(&b)).p;
	buf_release(&b);
	return out;
}

void methods_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct census *c = s->census;
	const struct table *segments = report_table(r, "segments");
	uint64_t unnamed = 0, few = 0;

	for (size_t i = 0; i < c->groups; i++)
		if (!c->group[i].name.n)
			unnamed = c->group[i].customers;
	for (size_t i = 0; i < segments->rows; i++)
		few += table_at(segments, i, 1)->kind == CELL_FEW ||
		       table_at(segments, i, 1)->kind == CELL_MANY;
	table_init(t, r->keep, columns, COLUMNS);
	add(t, "rows_read", cell_count(c->all.customers, r->set.min_cell));
	add(t, "rows_with_a_segment", cell_count(c->all.customers - unnamed, r->set.min_cell));
	add(t, "rows_without_a_segment", cell_count(unnamed, r->set.min_cell));
	add(t, "segments", cell_count(c->groups - (unnamed > 0), 0));
	add(t, "segments_too_small_to_show", cell_count(few, 0));
	if (r->set.has_value) {
		add(t, "rows_without_a_value", cell_count(c->all.customers - c->valued, r->set.min_cell));
		add(t, "rows_below_zero", cell_count(c->negative, r->set.min_cell));
	}
	add(t, "min_cell", cell_count(r->set.min_cell, 0));
	add(t, "confidence", cell_number(r->set.confidence, UNIT_SHARE));
	if (s->orders) {
		add(t, "orders_read", cell_count(s->orders->rows, 0));
		if (!s->orders->strangers || s->orders->strangers >= r->set.min_cell) /* else it tells them */
			add(t, "orders_used", cell_count(s->orders->counted - s->orders->strangers, 0));
		add(t, "orders_of_others", cell_count(s->orders->strangers, r->set.min_cell));
		add(t, "orders_after_as_of", cell_count(s->orders->later, 0));
		if (s->orders->rows > s->orders->later)
			add(t, "orders_as_of", cell_text(date(r, s->orders->last_day)));
	}
	if (c->has_span) {
		add(t, "first_order", cell_text(date(r, c->first_day)));
		add(t, "last_order", cell_text(date(r, c->last_day)));
		add(t, "days", cell_count((uint64_t)(c->last_day - c->first_day) + 1, 0));
	}
}

bool methods_there(const struct report *r)
{
	(void)r;
	return true;
}

/* One paragraph: what it is about, and the words. */
struct paragraph {
	const char *about, *words;
};

#define PARAGRAPHS 12

static const char *say(const struct report *r, const char *measure)
{
	return report_say(r, report_measured(r, "methods", measure));
}

/* A count; a word when it is zero. */
static const char *some(const struct report *r, const char *measure, const char *none)
{
	const struct cell *cell = report_measured(r, "methods", measure);

	return cell->kind == CELL_COUNT && !cell->count ? none : report_say(r, cell);
}

static const char *of_rows(const struct report *r)
{
	return arena_printf(r->keep, "%s rows read = %s with a segment + %s without. One row is one customer.",
	                    some(r, "rows_read", "none"), some(r, "rows_with_a_segment", "none"),
	                    some(r, "rows_without_a_segment", "none"));
}

static const char *of_money(const struct report *r)
{
	if (!r->set.has_value)
		return arena_printf(
			r->keep,
			"The input has no column %s, so there is no revenue in this report. "
			"seg-features makes one from orders.",
			r->set.value);
	return arena_printf(
		r->keep,
		"Revenue is the sum of the column %s, added up exactly and rounded here to three "
		"digits. "
		"Customers without it: %s. Below zero, where returns exceed purchases: %s.",
		r->set.value, some(r, "rows_without_a_value", "none"),
		some(r, "rows_below_zero", "none"));
}

static bool has_kpi(const struct report *r, const char *name)
{
	const struct table *t = report_table(r, "kpis");

	for (size_t i = 0; i < t->rows; i++)
		if (str_is(table_at(t, i, 1)->text, name))
			return true;
	return false;
}

static const char *of_gaps(const struct report *r)
{
	const char *orders =
		r->set.has_orders ? "" : "Orders and who bought again need a column orders. ";
	const char *small = r->set.has_value && !report_table(r, "concentration")->rows
	                            ? "Concentration needs 50 customers with revenue. "
	                            : "";

	return arena_printf(
		r->keep, "%s%s%s%s%s%s%s%s%s", orders, small,
		!r->set.cohort     ? "Months and how customers come back need --orders. "
		: cohorts_there(r) ? ""
				   : "How customers come back needs more of them than are told. ",
		report_table(r, "moves")->rows ? "" : "Moves between segments need --previous, and enough of them. ",
		report_table(r, "stability")->rows ? "" : "Stability needs --traits. ",
		report_table(r, "votes")->rows ? "" : "Why so many segments needs --votes. ",
		report_table(r, "audit")->rows ? "" : "Fairness needs --audit. ",
		report_table(r, "forecast")->rows ? "" : "The forecast needs --metrics. ",
		has_kpi(r, "cac") ? "" : "What customers cost needs --costs.");
}

static const char *of_orders(const struct report *r)
{
	const char *used = say(r, "orders_used");

	return arena_printf(r->keep,
	                    "%s rows read%s%s%s %s of customers who are not in this report + %s "
	                    "after the last day%s%s. Months, periods and curves count whole ones "
	                    "only. Second orders: Kaplan and Meier, log-log intervals.",
	                    some(r, "orders_read", "none"), *used ? " = " : ", of them", used,
	                    *used ? " used +" : "", some(r, "orders_of_others", "none"),
	                    some(r, "orders_after_as_of", "none"),
	                    *say(r, "orders_as_of") ? ", " : "", say(r, "orders_as_of"));
}

static const char *of_privacy(const struct report *r)
{
	return arena_printf(
		r->keep,
		"No customer is named. Counts from 1 to %llu are shown as <%s and "
		"their shares, money and "
		"medians are left out: %s of the segments. Totals stay exact; so that small counts "
		"cannot be worked out from them, further ones are shown as ≥%s only.",
		(unsigned long long)(r->set.min_cell ? r->set.min_cell - 1 : 0), say(r, "min_cell"),
		some(r, "segments_too_small_to_show", "none"), say(r, "min_cell"));
}

static size_t paragraphs(const struct report *r, struct paragraph *p)
{
	size_t n = 0;

	p[n++] = (struct paragraph){ "Rows", of_rows(r) };
	p[n++] = (struct paragraph){ "Money", of_money(r) };
	p[n++] = (struct paragraph){
		"Segments", arena_printf(r->keep,
		                         "As they stand in the column %s, the largest first, by "
		                         "revenue where there is any.",
		                         r->set.segment)
	};
	p[n++] = (struct paragraph){
		"Typical", "The typical customer is the median: half of the segment lie above, "
			   "half below. Missing values are left out of it."
	};
	p[n++] = (struct paragraph){
		"Intervals",
		arena_printf(
			r->keep,
			"%g%% throughout: Wilson's for shares of customers, those of a ratio "
			"(Cochran) for shares of revenue and averages. They cover chance only, "
			"not bad data. Counts, sums and medians describe the customers in the "
			"file and have none.",
			100 * r->set.confidence)
	};
	if (r->set.min_cell > 1)
		p[n++] = (struct paragraph){ "Privacy", of_privacy(r) };
	if (r->set.public)
		p[n++] = (struct paragraph){
			"Public",
			"Money is told of all customers and of segments only, and of none of which "
			"the second largest customer could tell what the largest one brought."
		};
	if (r->set.cohort)
		p[n++] = (struct paragraph){ "Orders", of_orders(r) };
	p[n++] = (struct paragraph){ "Not given", of_gaps(r) };
	p[n++] = (struct paragraph){
		"Made with", "seg-report. The same input gives the same report, byte for byte."
	};
	return n;
}

void methods_text(struct buf *b, const struct report *r)
{
	struct paragraph p[PARAGRAPHS];
	size_t n = paragraphs(r, p);

	report_heading(b, "Methods", "How this was computed.");
	for (size_t i = 0; i < n; i++)
		text_wrap(b, arena_printf(r->keep, "%-12s", p[i].about), "            ",
		          str_of(p[i].words));
}

/* The names of options are never broken at their hyphens. */
static void put_words(struct buf *b, const struct report *r, const char *words)
{
	for (const char *option; (option = strstr(words, "--")); words = option) {
		html_put(b, "%s", arena_printf(r->keep, "%.*s", (int)(option - words), words));
		words = option;
		option += strcspn(option, " .,");
		html_put(b, "<span class=\"whole\">%s</span>",
		         arena_printf(r->keep, "%.*s", (int)(option - words), words));
	}
	html_put(b, "%s", words);
}

void methods_html(struct buf *b, const struct report *r)
{
	struct paragraph p[PARAGRAPHS];
	size_t n = paragraphs(r, p);

	page_section_open(b, "methods", "Methods", "How this was computed");
	buf_text(b, "<p>For the person who has to check it. Every figure above is also to be had "
	            "as a table.</p>\n"
	            "</div>\n<div class=\"methods\"><dl>\n");
	for (size_t i = 0; i < n; i++) {
		html_put(b, "<dt>%s</dt><dd>", p[i].about);
		put_words(b, r, p[i].words);
		buf_text(b, "</dd>\n");
	}
	buf_text(b, "</dl></div>\n");
	page_section_close(b);
}
