/* concentration - how much of the revenue the best customers bring. */
#include <math.h>

#include "html.h"
#include "page.h"
#include "sections.h"
#include "svg.h"
#include "text.h"

#define LEAST 50 /* customers; of fewer a percentage is a handful of people */

enum { TOP, CUSTOMERS, CUSTOMERS_SHARE, VALUE_SHARE, COLUMNS };

/* Per thousand of the customers: close together where the curve bends, then coarser. */
static const unsigned points[] = { 1,   2,   3,   5,   8,   10,  15,  20,  25,  30,  40,  50,
	                           60,  80,  100, 120, 140, 160, 180, 200, 250, 300, 350, 400,
	                           450, 500, 550, 600, 650, 700, 750, 800, 850, 900, 950, 1000 };

void concentration_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct census *c = s->census;
	const char **name = ARENA_ARRAY(r->keep, const char *, COLUMNS);
	size_t last = 0;

	name[TOP] = "top";
	name[CUSTOMERS] = "customers";
	name[CUSTOMERS_SHARE] = "customers_share";
	name[VALUE_SHARE] = arena_printf(r->keep, "%s_share", r->set.value);
	table_init(t, r->keep, name, COLUMNS);
	if (!r->set.has_value || r->privacy.total || c->lorenz.n < LEAST ||
	    isnan(lorenz_share(&c->lorenz, 1)))
		return;
	for (size_t i = 0; i < sizeof(points) / sizeof(*points); i++) {
		size_t k = (c->lorenz.n * points[i] + 500) / 1000;
		struct cell *row;

		/* what fewer bring could be worked out from two points that are nearer */
		if (k < last + r->set.min_cell || (k < c->lorenz.n && c->lorenz.n - k < r->set.min_cell))
			continue;
		last = k;
		row = table_add(t);
		row[TOP] = cell_number(points[i] / 1000.0, UNIT_SHARE);
		row[CUSTOMERS] = cell_count(k, r->set.min_cell);
		row[CUSTOMERS_SHARE] = cell_number((double)k / (double)c->lorenz.n, UNIT_SHARE);
		row[VALUE_SHARE] = cell_number(lorenz_share(&c->lorenz, k), UNIT_SHARE);
	}
}

bool concentration_there(const struct report *r)
{
	return report_table(r, "concentration")->rows > 0;
}

/* The row of a point, or NULL when it fell together with another or was too small. */
static const struct cell *at(const struct report *r, double top)
{
	const struct table *t = report_table(r, "concentration");

	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, TOP)->number == top)
			return table_at(t, i, 0);
	return NULL;
}

static const char *finding(const struct report *r)
{
	const struct cell *fifth = at(r, 0.2);

	if (!fifth)
		return "A few customers bring most of the revenue";
	if (fifth[VALUE_SHARE].number < 0.3)
		return "Revenue is spread evenly";
	return arena_printf(r->keep, "The top 20%% of customers bring %s of revenue",
	                    report_say(r, &fifth[VALUE_SHARE]));
}

static const char *half(const struct report *r)
{
	const char *n = report_say(r, report_measured(r, "overview", "customers_for_half_of_revenue"));
	const struct cell *fifth = at(r, 0.2);

	return arena_printf(r->keep, "%s%s%s%s%s%s", fifth ? "The top fifth is " : "",
	                    fifth ? report_say(r, &fifth[CUSTOMERS]) : "", fifth ? " people. " : "",
	                    *n ? "Half of the revenue comes from " : "",
	                    *n == '<' ? arena_printf(r->keep, "fewer than %s", n + 1) : n,
	                    *n ? " customers." : "");
}

static const char *gini(const struct report *r)
{
	return arena_printf(r->keep,
	                    "Gini coefficient %s; 0 is everyone alike, 1 is one customer bringing "
	                    "all. Customers "
	                    "whose returns exceed their purchases count as zero.",
	                    report_say(r, report_measured(r, "overview", "gini")));
}

/* The points that are told in words. */
static const struct cell *told(const struct report *r, size_t i)
{
	static const double top[] = { 0.01, 0.05, 0.1, 0.2, 0.5 };

	return i < sizeof(top) / sizeof(*top) ? at(r, top[i]) : NULL;
}
#define TOLD 5

void concentration_text(struct buf *b, const struct report *r)
{
	report_heading(b, "Concentration", arena_printf(r->keep, "%s.", finding(r)));
	for (size_t i = 0; i < TOLD; i++) {
		const struct cell *row = told(r, i);

		if (!row)
			continue;
		text_left(b, str_of(arena_printf(r->keep, "Top %s", report_say(r, &row[TOP]))), 7);
		text_right(b, str_of(report_say(r, &row[CUSTOMERS])), 9);
		buf_text(b, " customers  ");
		text_bar(b, row[VALUE_SHARE].number, 46);
		buf_char(b, ' ');
		text_right(b, str_of(report_say(r, &row[VALUE_SHARE])), 5);
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(half(r)));
	text_wrap(b, "", "", str_of(gini(r)));
}

/* Three rings with their words, and the diagonal named. */
#define LOW 0.08 /* a label would stand on the axis */

static void put_rings(struct buf *b, const struct report *r)
{
	static const struct {
		double top;
		int dx, dy;
	} ring[] = { { 0.01, 14, 8 }, { 0.2, 10, 20 }, { 0.5, 6, 22 } };

	for (size_t i = 0; i < sizeof(ring) / sizeof(*ring); i++) {
		const struct cell *row = at(r, ring[i].top);

		if (!row || row[VALUE_SHARE].number < LOW)
			continue;
		svg_say(b, &(struct svg_label){
				   row[CUSTOMERS_SHARE].number, row[VALUE_SHARE].number, ring[i].dx,
				   ring[i].dy,
				   arena_printf(r->keep, "Top %s bring %s", report_say(r, &row[TOP]),
		                                report_say(r, &row[VALUE_SHARE])),
				   arena_printf(r->keep, "%s customers", report_say(r, &row[CUSTOMERS])),
				   false, true });
	}
	svg_say(b, &(struct svg_label){
			   .x = 1, .y = 0.05, .soft = "dashed: if all spent alike", .at_end = true });
}

static void put_curve(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "concentration");
	double *x = ARENA_ARRAY(r->keep, double, t->rows + 1),
	       *y = ARENA_ARRAY(r->keep, double, t->rows + 1);
	const struct cell *half_row = at(r, 0.5);

	for (size_t i = 0; i < t->rows; i++) {
		x[i + 1] = table_at(t, i, CUSTOMERS_SHARE)->number;
		y[i + 1] = table_at(t, i, VALUE_SHARE)->number;
	}
	svg_open(b, &(struct svg_plot){
			    "curve", "Share of revenue by share of customers, biggest spenders first",
			    arena_printf(r->keep, "A curve from 0 to 100%% above the diagonal. %s%s%s.",
	                                 finding(r), half_row ? ", the top half " : "",
	                                 half_row ? report_say(r, &half_row[VALUE_SHARE]) : ""),
			    320, false });
	svg_percent_axes(b, 5, 4, "customers, biggest spenders first");
	svg_line(b, "dash", (double[]){ 0, 1 }, (double[]){ 0, 1 }, 2);
	svg_line(b, "line", x, y, t->rows + 1);
	put_rings(b, r);
	svg_close(b);
}

void concentration_html(struct buf *b, const struct report *r)
{
	page_section_open(b, "concentration", "Concentration", finding(r));
	html_put(b, "<p>%s</p>\n<p class=\"note\">%s</p>\n</div>\n", half(r), gini(r));
	buf_text(
		b,
		"<figure class=\"figure\" aria-labelledby=\"curve-c\">\n<figcaption id=\"curve-c\">"
		"<h3>Share of revenue brought by the best customers</h3>"
		"<p class=\"unit\">% of revenue, by % of customers</p></figcaption>\n");
	put_curve(b, r);
	buf_text(b, "<details><summary>The numbers behind this chart</summary>\n<table>"
	            "<caption>Revenue brought by the best customers</caption><thead><tr>"
	            "<th scope=\"col\">Customers</th><th scope=\"col\" class=\"n\">Number</th>"
	            "<th scope=\"col\" class=\"n\">Revenue</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < TOLD; i++) {
		const struct cell *row = told(r, i);

		if (row)
			html_put(b, "<tr><th scope=\"row\">Top %s</th><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
			         report_say(r, &row[TOP]), report_say(r, &row[CUSTOMERS]),
			         report_say(r, &row[VALUE_SHARE]));
	}
	buf_text(b, "</tbody></table></details>\n</figure>\n");
	page_section_close(b);
}
