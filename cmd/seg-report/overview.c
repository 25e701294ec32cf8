/* overview - customers, revenue, orders, and who bought again. */
#include <math.h>

#include "fair.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "svg.h"
#include "text.h"

enum { MEASURE, VALUE, LOWER, UPPER, COLUMNS };

static const char *const columns[COLUMNS] = { "measure", "value", "lower", "upper" };

static void add(struct table *t, const char *measure, struct cell value)
{
	struct cell *row = table_add(t);

	row[MEASURE] = cell_text(measure);
	row[VALUE] = value;
}

static void add_return(struct table *t, const struct report *r, const struct census *c)
{
	struct fair_estimate again = fair_rate(c->again, c->once, r->set.confidence);
	struct cell *row;

	add(t, "customers_with_an_order", cell_count(c->once, r->set.min_cell));
	add(t, "customers_who_bought_again", cell_count(c->again, r->set.min_cell));
	if ((c->again && c->again < r->set.min_cell) || c->once < r->set.min_cell)
		return;
	row = table_add(t);
	row[MEASURE] = cell_text("bought_again");
	row[VALUE] = cell_number(again.value, UNIT_SHARE);
	row[LOWER] = cell_number(again.low, UNIT_SHARE);
	row[UPPER] = cell_number(again.high, UNIT_SHARE);
}

void overview_measure(struct table *t, struct report *r, const struct census *c)
{
	bool few = c->all.customers < r->set.min_cell;

	table_init(t, r->keep, columns, COLUMNS);
	if (!c->all.customers)
		return;
	add(t, "customers", cell_count(c->all.customers, r->set.min_cell));
	if (few) /* nothing about so few */
		return;
	if (r->set.has_value)
		add(t, "revenue", cell_money(c->all.value));
	for (size_t k = 0; k < CENSUS_TYPICAL && r->set.typical[k]; k++)
		if (str_is(str_of(r->set.typical[k]), r->set.value))
			add(t, "median_revenue", cell_number(c->all.typical[k], UNIT_MONEY));
	if (r->set.has_orders) {
		add(t, "orders", cell_number(exact_double(c->orders), UNIT_PLAIN));
		if (c->once)
			add(t, "orders_per_customer",
			    cell_number(exact_double(c->orders) / (double)c->once, UNIT_PLAIN));
		if (r->set.has_value && c->orders.units > 0)
			add(t, "average_order",
			    cell_number(exact_double(c->all.value) / exact_double(c->orders), UNIT_MONEY));
		add_return(t, r, c);
	}
	if (r->set.has_value && c->valued >= r->set.min_cell) {
		size_t half = lorenz_half(&c->lorenz);

		if (half)
			add(t, "customers_for_half_of_revenue", cell_count(half, r->set.min_cell));
		add(t, "gini", cell_number(lorenz_gini(&c->lorenz), UNIT_RATIO));
	}
}

bool overview_there(const struct report *r)
{
	return report_table(r, "overview")->rows > 0;
}

/* One measure as it is drawn; there is none when value is "". */
struct shown {
	const char *label, *value, *words;
	const struct cell *track; /* a share and its interval, or NULL */
};

#define SHOWN 5

static const char *say(const struct report *r, const char *measure)
{
	return report_say(r, report_measured(r, "overview", measure));
}

static const char *words_of_return(const struct report *r)
{
	const struct cell *share = report_measured(r, "overview", "bought_again");
	const char *counts =
		arena_printf(r->keep, "%s of %s customers", say(r, "customers_who_bought_again"),
	                     say(r, "customers_with_an_order"));

	if (share->kind == CELL_MISSING)
		return counts;
	return arena_printf(r->keep, "%s; %g%% interval %.0f to %s", counts, 100 * r->set.confidence,
	                    100 * share[LOWER - VALUE].number, report_say(r, &share[UPPER - VALUE]));
}

static size_t shown(const struct report *r, struct shown *out)
{
	const char *typical = say(r, "median_revenue");
	const struct cell *share = report_measured(r, "overview", "bought_again");
	size_t n = 0;

	out[n++] = (struct shown){ "Customers", say(r, "customers"),
		                   *say(r, "customers_with_an_order")
		                           ? arena_printf(r->keep, "%s have an order",
		                                          say(r, "customers_with_an_order"))
		                           : "",
		                   NULL };
	if (*say(r, "revenue"))
		out[n++] = (struct shown){
			"Revenue", say(r, "revenue"),
			*typical ? arena_printf(r->keep, "the typical customer brings %s", typical) : "", NULL
		};
	if (*say(r, "orders"))
		out[n++] = (struct shown){ "Orders", say(r, "orders"),
			                   *say(r, "orders_per_customer")
			                           ? arena_printf(r->keep, "%s for each customer who has one",
			                                          say(r, "orders_per_customer"))
			                           : "",
			                   NULL };
	if (*say(r, "average_order"))
		out[n++] = (struct shown){ "Average order", say(r, "average_order"),
			                   "all revenue over all orders", NULL };
	if (*say(r, "customers_with_an_order"))
		out[n++] = (struct shown){ "Bought again",
			                   share->kind == CELL_MISSING
			                           ? say(r, "customers_who_bought_again")
			                           : report_say(r, share),
			                   words_of_return(r),
			                   share->kind == CELL_MISSING ? NULL : share };
	return n;
}

void overview_text(struct buf *b, const struct report *r)
{
	struct shown list[SHOWN];
	size_t n = shown(r, list);

	report_heading(b, "Overview", "All customers together.");
	for (size_t i = 0; i < n; i++) {
		static const char *const rest = "                           ";
		struct buf first = { 0 };

		text_left(&first, str_of(list[i].label), 13);
		text_right(&first, str_of(list[i].value), 12);
		buf_text(&first, *list[i].words ? "  " : "");
		text_wrap(b, arena_str(r->keep, buf_view(&first)).p, rest, str_of(list[i].words));
		buf_release(&first);
	}
}

void overview_html(struct buf *b, const struct report *r)
{
	struct shown list[SHOWN];
	size_t n = shown(r, list);

	buf_text(b, "<dl class=\"strip\" id=\"overview\">\n");
	for (size_t i = 0; i < n; i++) {
		html_put(b, "<div><dt>%s</dt><dd class=\"big\">%s</dd>", list[i].label, list[i].value);
		if (*list[i].words)
			html_put(b, "<dd class=\"beside\">%s</dd>", list[i].words);
		if (list[i].track) {
			const struct cell *share = list[i].track;

			buf_text(b, "<dd class=\"spark\">");
			svg_track(b, share->number, share[LOWER - VALUE].number,
			          share[UPPER - VALUE].number,
			          arena_printf(r->keep, "%s on a scale from 0 to 100%%",
			                       report_say(r, share)));
			buf_text(b, "</dd>");
		}
		buf_text(b, "</div>\n");
	}
	buf_text(b, "</dl>\n");
}
