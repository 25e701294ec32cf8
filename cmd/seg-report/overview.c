/* overview - customers, revenue, orders, and who bought again. */
#include <math.h>

#include "fair.h"
#include "figure.h"
#include "html.h"
#include "kpis.h"
#include "page.h"
#include "privacy.h"
#include "sections.h"
#include "svg.h"
#include "text.h"
#include "when.h"

enum { MEASURE, VALUE, LOWER, UPPER, COLUMNS };

static const char *const columns[COLUMNS] = { "measure", "value", "lower", "upper" };

static void add(struct table *t, const char *measure, struct cell value)
{
	struct cell *row = table_add(t);

	row[MEASURE] = cell_text(measure);
	row[VALUE] = value;
}

/* The last SPAN days, those before, and the change from these to those. */

static void add_change(struct table *t, struct report *r, const char *what, struct cell now,
                       struct cell before)
{
	add(t, arena_printf(r->keep, "%s_last_%d_days", what, REPORT_SPAN), now);
	add(t, arena_printf(r->keep, "%s_%d_days_before", what, REPORT_SPAN), before);
	if (cell_value(&before) > 0 && !isnan(cell_value(&now)))
		add(t, arena_printf(r->keep, "%s_change", what),
		    cell_number(cell_value(&now) / cell_value(&before) - 1, UNIT_SHARE));
}

static bool is_few(const struct report *r, uint64_t n)
{
	return n && n < r->set.min_cell;
}

/* Who ordered at all is told, and in one of both spans is who was not in the other: a small one hides both. */
static struct cell span(const struct report *r, uint64_t n, uint64_t other)
{
	return cell_protected(n,
	                      is_few(r, n)            ? PROTECT_FEW
	                      : n && is_few(r, other) ? PROTECT_MANY
	                                              : PROTECT_SHOWN,
	                      r->set.min_cell);
}

static void add_spans(struct table *t, struct report *r, const struct timeline *line)
{
	struct timeline_sum now, before;

	if (!line || !line->compared)
		return;
	now = line->spans_of_all.now;
	before = line->spans_of_all.before;
	add_change(t, r, "customers", span(r, now.customers, before.customers),
	           span(r, before.customers, now.customers));
	if (now.customers < r->set.min_cell || before.customers < r->set.min_cell)
		return;
	if (privacy_parts_told(r))
		add_change(t, r, "revenue", cell_money((struct exact){ now.amount }),
		           cell_money((struct exact){ before.amount }));
	add_change(t, r, "orders", cell_count(now.orders, 0), cell_count(before.orders, 0));
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

void overview_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct census *c = s->census;
	bool few = c->all.customers < r->set.min_cell;

	table_init(t, r->keep, columns, COLUMNS);
	if (!c->all.customers)
		return;
	add(t, "customers", cell_count(c->all.customers, r->set.min_cell));
	if (few) /* nothing about so few */
		return;
	if (r->set.has_value && !r->privacy.total)
		add(t, "revenue", cell_money(c->all.value));
	for (size_t k = 0; k < CENSUS_TYPICAL && r->set.typical[k]; k++)
		if (str_is(str_of(r->set.typical[k]), r->set.value))
			add(t, "median_revenue", cell_number(c->all.typical[k], UNIT_MONEY));
	if (r->set.has_orders) {
		add(t, "orders", cell_number(exact_double(c->orders), UNIT_PLAIN));
		if (c->once)
			add(t, "orders_per_customer",
			    cell_number(exact_double(c->orders) / (double)c->once, UNIT_PLAIN));
		if (r->set.has_value && !r->privacy.total && c->orders.units > 0)
			add(t, "average_order",
			    cell_number(exact_double(c->all.value) / exact_double(c->orders), UNIT_MONEY));
		add_return(t, r, c);
	}
	if (r->set.has_value && !r->privacy.total && c->valued >= r->set.min_cell) {
		size_t half = lorenz_half(&c->lorenz);

		if (half)
			add(t, "customers_for_half_of_revenue", cell_count(half, r->set.min_cell));
		add(t, "gini", cell_number(lorenz_gini(&c->lorenz), UNIT_RATIO));
	}
	add_spans(t, r, s->timeline);
}

bool overview_there(const struct report *r)
{
	return report_table(r, "overview")->rows > 0;
}

/* One measure as it is drawn; there is none when value is "". */
struct shown {
	const char *label, *value, *words;
	const struct cell *track; /* a share and its interval, or NULL */
	size_t months;            /* column of the months table, or 0 */
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

/* The interval is the one of the key figures, which draw customers as wholes. */
static const char *words_of_average(const struct report *r)
{
	const struct table *t = report_table(r, "kpis");

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (row->kind == CELL_LABEL && str_is(row[KPI_NAME].text, "aov") &&
		    row[KPI_LOWER].kind == CELL_NUMBER)
			return arena_printf(r->keep, "%g%% interval %s to %s",
			                    100 * r->set.confidence, report_say(r, &row[KPI_LOWER]),
			                    report_say(r, &row[KPI_UPPER]));
	}
	return "all revenue over all orders";
}

/* "; £4.91m in the last 180 days, +65% on the 180 before", or "" */
static const char *change(const struct report *r, const char *what)
{
	const struct cell *part =
		report_measured(r, "overview", arena_printf(r->keep, "%s_change", what));
	const char *now = say(r, arena_printf(r->keep, "%s_last_%d_days", what, REPORT_SPAN));
	struct buf b = { 0 };
	const char *out;

	if (part->kind == CELL_MISSING)
		return "";
	figure_change(&b, part->number);
	out = arena_printf(r->keep, "%s in the last %d days, %.*s on the %d before", now,
	                   REPORT_SPAN, STR_ARG(buf_view(&b)), REPORT_SPAN);
	buf_release(&b);
	return out;
}

static const char *joined(const struct report *r, const char *a, const char *b)
{
	return *a && *b ? arena_printf(r->keep, "%s; %s", a, b) : *a ? a : b;
}

enum { MONTH_CUSTOMERS = 1, MONTH_ORDERS, MONTH_REVENUE, MONTH_AVERAGE };

static size_t shown(const struct report *r, struct shown *out)
{
	const char *typical = say(r, "median_revenue");
	const struct cell *share = report_measured(r, "overview", "bought_again");
	size_t n = 0;

	out[n++] = (struct shown){ "Customers", say(r, "customers"),
		                   joined(r,
		                          *say(r, "customers_with_an_order")
		                                  ? arena_printf(r->keep, "%s have an order",
		                                                 say(r, "customers_with_an_order"))
		                                  : "",
		                          change(r, "customers")),
		                   NULL, MONTH_CUSTOMERS };
	if (*say(r, "revenue"))
		out[n++] = (struct shown){
			"Revenue", say(r, "revenue"),
			joined(r, *typical ? arena_printf(r->keep, "the typical customer brings %s", typical) : "",
			       change(r, "revenue")),
			NULL, MONTH_REVENUE
		};
	if (*say(r, "orders"))
		out[n++] = (struct shown){
			"Orders", say(r, "orders"),
			joined(r,
			       *say(r, "orders_per_customer")
			               ? arena_printf(r->keep, "%s for each customer who has one",
			                              say(r, "orders_per_customer"))
			               : "",
			       change(r, "orders")),
			NULL, MONTH_ORDERS
		};
	if (*say(r, "average_order"))
		out[n++] = (struct shown){ "Average order", say(r, "average_order"),
			                   words_of_average(r), NULL, MONTH_AVERAGE };
	if (*say(r, "customers_with_an_order"))
		out[n++] = (struct shown){ "Bought again",
			                   share->kind == CELL_MISSING
			                           ? say(r, "customers_who_bought_again")
			                           : report_say(r, share),
			                   words_of_return(r),
			                   share->kind == CELL_MISSING ? NULL : share, 0 };
	return n;
}

/* --- by month --- */

#define MONTHS 24 /* at most, the last ones */

/* Values of a column of the months table; at least three, or none. */
static size_t months_of(const struct report *r, size_t column, double *value, size_t *from)
{
	const struct table *t = report_table(r, "months");
	size_t n = t->rows < MONTHS ? t->rows : MONTHS;
	bool any = false;

	if (!column || n < 3)
		return 0;
	*from = t->rows - n;
	for (size_t i = 0; i < n; i++)
		any |= !isnan(value[i] = cell_value(table_at(t, *from + i, column)));
	return any ? n : 0;
}

static const char *month_at(const struct report *r, size_t row)
{
	return when_month(r, (int32_t)table_at(report_table(r, "months"), row, 0)->number);
}

/* First, last, lowest and highest: what the columns show. */
static const char *words_of_months(const struct report *r, size_t column, size_t from, size_t n,
                                   const double *value)
{
	const struct table *t = report_table(r, "months");
	size_t low = 0, high = 0, first = 0, last = n - 1;

	while (first < last && isnan(value[first])) /* some are not told */
		first++;
	while (last > first && isnan(value[last]))
		last--;
	for (size_t i = 0; i < n; i++) {
		low = value[i] < value[low] || isnan(value[low]) ? i : low;
		high = value[i] > value[high] || isnan(value[high]) ? i : high;
	}
	return arena_printf(
		r->keep, "By month: %s in %s, %s in %s; lowest %s in %s, highest %s in %s.",
		report_say(r, table_at(t, from + first, column)), month_at(r, from + first),
		report_say(r, table_at(t, from + last, column)), month_at(r, from + last),
		report_say(r, table_at(t, from + low, column)), month_at(r, from + low),
		report_say(r, table_at(t, from + high, column)), month_at(r, from + high));
}

/* " A gap is …", where a month that is drawn is not told. */
static const char *words_of_gaps(const struct report *r)
{
	double value[MONTHS];
	size_t from, n = months_of(r, MONTH_CUSTOMERS, value, &from);
	bool gap = false;

	for (size_t i = 0; i < n; i++)
		gap |= isnan(value[i]);
	return gap ? " A gap is a month that is not told, as it would give a small count away." : "";
}

static bool compared(const struct report *r)
{
	return report_measured(r, "overview", "customers_change")->kind != CELL_MISSING;
}

#define SEASON                                                                                     \
	"The last 180 days and those before are different seasons, so part of each change is the " \
	"calendar."

static void put_months(struct buf *b, const struct report *r, size_t column, const char *before)
{
	double value[MONTHS];
	size_t from, n = months_of(r, column, value, &from);

	if (!n)
		return;
	buf_text(b, before);
	text_spark(b, value, n);
	buf_printf(b, "  %s to %s\n", month_at(r, from), month_at(r, from + n - 1));
}

void overview_text(struct buf *b, const struct report *r)
{
	struct shown list[SHOWN];
	size_t n = shown(r, list);

	report_heading(b, "Overview",
	               arena_printf(r->keep, "All customers together.%s%s",
	                            compared(r) ? " " SEASON : "", words_of_gaps(r)));
	for (size_t i = 0; i < n; i++) {
		static const char *const rest = "                           ";
		struct buf first = { 0 };

		text_left(&first, str_of(list[i].label), 13);
		text_right(&first, str_of(list[i].value), 12);
		buf_text(&first, *list[i].words ? "  " : "");
		text_wrap(b, arena_str(r->keep, buf_view(&first)).p, rest, str_of(list[i].words));
		buf_release(&first);
		put_months(b, r, list[i].months, rest);
	}
}

static const char *words_of_bars(const struct report *r)
{
	double value[MONTHS];
	size_t from, n = months_of(r, MONTH_CUSTOMERS, value, &from);

	return n ? arena_printf(r->keep, "Small bars: whole months, %s to %s, the last one coloured.%s",
	                        month_at(r, from), month_at(r, from + n - 1), words_of_gaps(r))
	         : "";
}

static void put_columns(struct buf *b, const struct report *r, size_t column)
{
	double value[MONTHS];
	size_t from, n = months_of(r, column, value, &from);

	if (!n)
		return;
	buf_text(b, "<dd class=\"spark\">");
	svg_spark(b, value, n, "fill-accent", 34, words_of_months(r, column, from, n, value));
	buf_text(b, "</dd>");
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
		put_columns(b, r, list[i].months);
		buf_text(b, "</div>\n");
	}
	buf_text(b, "</dl>\n");
	if (*words_of_bars(r) || compared(r))
		html_put(b, "<p class=\"note after\">%s%s%s</p>\n", words_of_bars(r),
		         *words_of_bars(r) && compared(r) ? " " : "", compared(r) ? SEASON : "");
}
