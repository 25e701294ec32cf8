/* forecast_drawn - how good the forecast is, and what it says, as text and HTML. */
#include <math.h>

#include "drawn.h"
#include "forecast.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "svg.h"
#include "tenths.h"
#include "text.h"

bool forecast_there(const struct report *r)
{
	return report_table(r, "forecast")->rows > 0;
}

/* --- words --- */

/* The row of a metric of everybody; NULL: there is none. */
const struct cell *forecast_metric(const struct report *r, const char *name)
{
	const struct table *t = report_table(r, "forecast");

	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, FORECAST_SEGMENT)->kind == CELL_MISSING &&
		    str_is(table_at(t, i, FORECAST_METRIC)->text, name))
			return table_at(t, i, 0);
	return NULL;
}

static const char *say_interval(const struct report *r, const struct cell *row)
{
	if (row[FORECAST_LOWER].kind == CELL_MISSING || row[FORECAST_UPPER].kind == CELL_MISSING)
		return "";
	return arena_printf(r->keep, " (%g%% interval %s to %s)", 100 * r->set.confidence,
	                    report_say(r, &row[FORECAST_LOWER]), report_say(r, &row[FORECAST_UPPER]));
}

/* The row of all customers of whom it is known what came; NULL: it is not. */
static const struct cell *came(const struct report *r)
{
	const struct table *t = report_table(r, "calibration");
	const struct cell *row = t->rows ? table_at(t, t->rows - 1, 0) : NULL;

	return row && row->kind == CELL_LABEL && row[TENTH_CAME].kind != CELL_MISSING ? row : NULL;
}

const char *forecast_sorts(double auc)
{
	return auc >= 0.8 ? "well" : auc >= 0.65 ? "fairly well" : "hardly better than chance";
}

static const char *on_average(const struct cell *all)
{
	double said = all[TENTH_EXPECTED].number;

	return said < all[TENTH_LOWER].number   ? ", but was too low"
	       : said > all[TENTH_UPPER].number ? ", but was too high"
	                                        : ", and was right on average";
}

static const char *finding(const struct report *r)
{
	const struct cell *auc = forecast_metric(r, "auc"), *orders = forecast_metric(r, "orders"),
			  *all = came(r);

	if (auc)
		return arena_printf(r->keep, "The forecast sorts customers %s%s",
		                    forecast_sorts(cell_value(&auc[FORECAST_VALUE])),
		                    all ? on_average(all) : "");
	if (orders)
		return arena_printf(r->keep, "%s more orders are to be expected",
		                    report_say(r, &orders[FORECAST_VALUE]));
	return "What the forecast says";
}

/* What the heading rests on, in a sentence or two. */
static const char *words(const struct report *r)
{
	const struct cell *auc = forecast_metric(r, "auc"), *gain = forecast_metric(r, "gain_10"),
			  *all = came(r), *value = forecast_metric(r, "value");
	const char *out = "";

	if (all)
		out = arena_printf(r->keep, "%s were foretold to, %s did. ",
		                   report_say(r, &all[TENTH_EXPECTED]),
		                   report_say(r, &all[TENTH_CAME]));
	if (auc)
		out = arena_printf(r->keep, "%sAUC %s%s: the chance that of two customers, one who did and one who did not, the first was given more; 0.5 is chance. ",
		                   out, report_say(r, &auc[FORECAST_VALUE]), say_interval(r, auc));
	if (gain)
		out = arena_printf(r->keep, "%sThe tenth with the highest chances holds %s of those who did; by chance it is 10%%.",
		                   out, report_say(r, &gain[FORECAST_VALUE]));
	if (value)
		out = arena_printf(r->keep,
		                   "%sThey would bring %s%s, up to the horizon of the forecast.", out,
		                   report_say(r, &value[FORECAST_VALUE]), say_interval(r, value));
	return out;
}

/* What people call a metric; NULL: it is for the table only. */
static const char *label_of(const struct report *r, struct str name)
{
	static const char *const known[][2] = {
		{ "rate", "Share who did" },
		{ "auc", "AUC" },
		{ "pr_auc", "Average precision" },
		{ "log_loss", "Log loss" },
		{ "brier", "Brier score" },
		{ "brier_rate", "Brier score of the share alone" },
		{ "calibration_slope", "Calibration slope (1 is right)" },
		{ "calibration_intercept", "Calibration intercept (0 is right)" },
		{ "ece", "Mean gap of ten groups" },
		{ "ks", "Largest gap of both curves" },
		{ "lift_10", "Lift of the top tenth" },
		{ "gain_10", "Found in the top tenth" },
		{ "orders", "Orders" },
		{ "value", "Value of these orders" },
		{ "clv", "Worth today" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(name, known[i][0]))
			return known[i][1];
	return drawn_words(r, name);
}

static const char *interval_of(const struct report *r, const struct cell *row, size_t lower)
{
	if (row[lower].kind == CELL_MISSING || row[lower + 1].kind == CELL_MISSING)
		return "";
	return drawn_range(r, &row[lower], &row[lower + 1]);
}

static const char *who(const struct report *r, const struct cell *row)
{
	return row->kind == CELL_MISSING ? "All customers" : drawn_capital(r, report_say(r, row));
}

static bool by_segment(const struct report *r)
{
	const struct table *t = report_table(r, "forecast");

	for (size_t i = 0; i < t->rows; i++)
		if (table_at(t, i, FORECAST_SEGMENT)->kind != CELL_MISSING)
			return true;
	return false;
}

/* Groups of which it may be told what came of them; a drawing needs all. */
static size_t groups(const struct report *r)
{
	return came(r) ? report_table(r, "calibration")->rows - 1 : 0;
}

/* --- text --- */

static void put_tenths(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "calibration");

	if (groups(r))
		buf_text(b, "Ten groups, lowest forecast first\n");
	for (size_t i = 0; i < groups(r); i++) {
		const struct cell *row = table_at(t, i, 0);

		text_right(b, str_of(report_say(r, &row[TENTH_GROUP])), 3);
		buf_text(b, " said ");
		text_right(b, str_of(report_say(r, &row[TENTH_EXPECTED])), 5);
		buf_text(b, "  came ");
		text_right(b, str_of(report_say(r, &row[TENTH_CAME])), 5);
		buf_text(b, "  ");
		text_bar(b, cell_value(&row[TENTH_CAME]), 48);
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
}

void forecast_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "forecast");

	report_heading(b, "Forecast", arena_printf(r->keep, "%s.", finding(r)));
	text_wrap(b, "", "", str_of(words(r)));
	put_tenths(b, r);
	if (gains_there(r))
		gains_text(b, r);
	if (forecast_is_totals(r))
		forecast_totals_text(b, r);
	for (size_t i = 0; i < t->rows && !forecast_is_totals(r); i++) {
		const struct cell *row = table_at(t, i, 0);

		if (by_segment(r))
			text_left(b, str_of(who(r, row)), 26);
		text_left(b, str_of(label_of(r, row[FORECAST_METRIC].text)), by_segment(r) ? 24 : 36);
		text_right(b, str_of(report_say(r, &row[FORECAST_VALUE])), 9);
		text_right(b, str_of(interval_of(r, row, FORECAST_LOWER)), 19);
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
}

/* --- html --- */

/* The same as words, for who cannot see it. */
static const char *alternative(const struct report *r)
{
	const struct table *t = report_table(r, "calibration");
	const char *out = "Dots that rise.";

	for (size_t i = 0; i < groups(r); i++)
		out = arena_printf(r->keep, "%s %s said, %s came.", out,
		                   report_say(r, table_at(t, i, TENTH_EXPECTED)),
		                   report_say(r, table_at(t, i, TENTH_CAME)));
	return out;
}

/* The group in which both are farthest apart. */
static size_t worst(const struct table *t, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++)
		if (fabs(table_at(t, i, TENTH_CAME)->number - table_at(t, i, TENTH_EXPECTED)->number) >
		    fabs(table_at(t, at, TENTH_CAME)->number - table_at(t, at, TENTH_EXPECTED)->number))
			at = i;
	return at;
}

static void put_plot(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "calibration");
	const double ends[] = { 0, 1 };
	size_t n = groups(r), far = worst(t, n);

	buf_text(b, "<figure aria-labelledby=\"forecast-c\">\n<figcaption "
	            "id=\"forecast-c\"><h3>What was said, and what "
	            "came</h3>");
	html_put(b, "<p class=\"unit\">%% of customers in ten groups by forecast; lines are %s intervals, dashed is right</p></figcaption>\n",
	         arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	svg_open(b, &(struct svg_plot){ "forecast", "Share who did, by what was foretold",
	                                alternative(r), 280, false });
	svg_percent_axes(b, 4, 4, "forecast");
	svg_line(b, "dash", ends, ends, 2);
	for (size_t i = 0; i < n; i++) {
		const struct cell *row = table_at(t, i, 0);
		double x = row[TENTH_EXPECTED].number;

		svg_line(b, "line", (const double[]){ x, x },
		         (const double[]){ row[TENTH_LOWER].number, row[TENTH_UPPER].number }, 2);
	}
	for (size_t i = 0; i < n; i++) {
		const struct cell *row = table_at(t, i, 0);
		bool right = row[TENTH_EXPECTED].number > 0.5;

		svg_say(b, &(struct svg_label){
				   .x = row[TENTH_EXPECTED].number,
				   .y = row[TENTH_CAME].number,
				   .dx = right ? -12 : 12,
				   .dy = 4,
				   .at_end = right,
				   .ring = true,
				   .soft = i == far ? arena_printf(r->keep, "%s said, %s came",
		                                                   report_say(r, &row[TENTH_EXPECTED]),
		                                                   report_say(r, &row[TENTH_CAME]))
		                                    : NULL });
	}
	svg_close(b);
	buf_text(b, "</figure>\n");
}

static void put_table(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "forecast");
	bool segments = by_segment(r);

	html_put(b, "<table class=\"metrics tight\">\n<caption>%s</caption>\n<thead><tr>",
	         segments ? "What is to be expected of all customers and of each segment"
	                  : "How good the forecast is, measured on customers it had not seen");
	if (segments)
		buf_text(b, "<th scope=\"col\">Who</th>");
	html_put(b, "<th scope=\"col\">%s</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\" class=\"n\">%s interval</th></tr></thead>\n<tbody>\n",
	         segments ? "What" : "Measure", arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		buf_text(b, "<tr>");
		if (segments)
			html_put(b, "<th scope=\"row\"><bdi>%s</bdi></th><td class=\"what\">%s</td>",
			         who(r, row), label_of(r, row[FORECAST_METRIC].text));
		else
			html_put(b, "<th scope=\"row\">%s</th>", label_of(r, row[FORECAST_METRIC].text));
		html_put(b, "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
		         report_say(r, &row[FORECAST_VALUE]), interval_of(r, row, FORECAST_LOWER));
	}
	buf_text(b, "</tbody>\n</table>\n");
}

void forecast_html(struct buf *b, const struct report *r)
{
	bool behind = groups(r) > 0 && !by_segment(r); /* the chart says most of it */

	page_section_open(b, "forecast", "Forecast", finding(r));
	html_put(b, "<p>%s</p>\n</div>\n<div class=\"figure\">\n", words(r));
	if (groups(r)) {
		buf_text(b, "<div class=\"two\">\n");
		put_plot(b, r);
		if (gains_there(r))
			gains_html(b, r);
		buf_text(b, "</div>\n");
	}
	if (behind)
		buf_text(b, "<details><summary>The measures</summary>\n");
	if (forecast_is_totals(r))
		forecast_totals_html(b, r);
	else
		put_table(b, r);
	buf_text(b, behind ? "</details>\n</div>\n" : "</div>\n");
	page_section_close(b);
}
