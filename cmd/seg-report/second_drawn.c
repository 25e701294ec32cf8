/* second_drawn - curves of second orders, as text and HTML. */
#include <math.h>

#include "figure.h"
#include "html.h"
#include "page.h"
#include "second.h"
#include "sections.h"
#include "svg.h"
#include "text.h"

#define GUIDE 90 /* the day that is told in words */

#define CURVES 3

/* The curves of the table, the largest first orders first. */
struct curves {
	const struct table *t;
	size_t n, from[CURVES], to[CURVES]; /* rows of each */
	uint64_t last;                      /* day to which all of them go */
};

static struct curves curves_of(const struct report *r)
{
	struct curves c = { .t = report_table(r, "second_order"), .last = UINT64_MAX };

	for (size_t row = 0; row < c.t->rows; row++) {
		if (!row || !str_eq(table_at(c.t, row, SECOND_GROUP)->text,
		                    table_at(c.t, row - 1, SECOND_GROUP)->text))
			c.from[c.n++] = row;
		c.to[c.n - 1] = row + 1;
	}
	for (size_t k = 0; k < c.n; k++)
		if (table_at(c.t, c.to[k] - 1, SECOND_DAY)->count < c.last)
			c.last = table_at(c.t, c.to[k] - 1, SECOND_DAY)->count;
	return c;
}

/* Where a curve stands on a day, or NULL: nobody yet. */
static const struct cell *at(const struct curves *c, size_t k, uint64_t day)
{
	const struct cell *row = NULL;

	for (size_t i = c->from[k]; i < c->to[k] && table_at(c->t, i, SECOND_DAY)->count <= day; i++)
		row = table_at(c->t, i, 0);
	return row;
}

bool second_there(const struct report *r)
{
	return report_table(r, "second_order")->rows > 0;
}

static const char *name_of(const struct report *r, const struct curves *c, size_t k)
{
	const struct cell *row = table_at(c->t, c->from[k], 0);
	const char *above = report_say(r, &row[SECOND_ABOVE]),
		   *up_to = report_say(r, &row[SECOND_UP_TO]);

	if (*above && *up_to)
		return arena_printf(r->keep, "%s to %s", above, up_to);
	if (*above)
		return arena_printf(r->keep, "above %s", above);
	if (*up_to)
		return arena_printf(r->keep, "up to %s", up_to);
	return c->n > 1 ? report_say(r, &row[SECOND_GROUP]) : "all customers";
}

static const char *share_at(const struct report *r, const struct curves *c, size_t k, uint64_t day)
{
	const struct cell *row = at(c, k, day);

	return row ? report_say(r, &row[SECOND_SHARE]) : "none";
}

static double p_of(const struct report *r)
{
	return cell_value(report_measured(r, "log_rank", "p"));
}

static const char *say_p(const struct report *r)
{
	struct buf b = { 0 };
	const char *said;

	figure_p(&b, p_of(r));
	said = arena_str(r->keep, buf_view(&b)).p;
	buf_release(&b);
	return said;
}

static uint64_t guide_of(const struct curves *c)
{
	return c->last >= GUIDE ? GUIDE : c->last >= 30 ? 30 : c->last;
}

static const char *finding(const struct report *r, const struct curves *c)
{
	uint64_t day = guide_of(c);

	if (c->n > 1 && p_of(r) < 1 - r->set.confidence)
		return arena_printf(
			r->keep, "%s of those with a large first order are back within %llu days, %s of those with a small one",
			share_at(r, c, 0, day), (unsigned long long)day, share_at(r, c, c->n - 1, day));
	if (c->n > 1)
		return "We cannot tell whether the size of the first order matters for coming back";
	return arena_printf(r->keep, "%s of customers are back within %llu days",
	                    share_at(r, c, 0, day), (unsigned long long)day);
}

static const char *test_words(const struct report *r, const struct curves *c)
{
	if (c->n < 2 || isnan(p_of(r)))
		return "";
	return arena_printf(r->keep, "Log-rank test that the groups come back alike: chi-square %s, %s.",
	                    report_say(r, report_measured(r, "log_rank", "chi_square")), say_p(r));
}

static const char *who(const struct report *r)
{
	return arena_printf(r->keep,
	                    "Counted for the %s customers whose first order came after the first "
	                    "%s of the data. Orders on "
	                    "the day of the first belong to it. Who was followed for less time "
	                    "counts for as long as that "
	                    "(Kaplan and Meier). Each line stops where fewer than 30 are left.",
	                    report_say(r, report_measured(r, "log_rank", "customers")),
	                    r->set.cohort->name);
}

/* "17 (15–19)", percent */
static const char *share_and_interval(const struct report *r, const struct curves *c, size_t k,
                                      uint64_t day)
{
	const struct cell *row = at(c, k, day);

	if (!row || day > table_at(c->t, c->to[k] - 1, SECOND_DAY)->count)
		return "";
	if (isnan(cell_value(&row[SECOND_LOWER])))
		return arena_printf(r->keep, "%.0f", 100 * row[SECOND_SHARE].number);
	return arena_printf(r->keep, "%.0f (%.0f–%.0f)", 100 * row[SECOND_SHARE].number,
	                    100 * row[SECOND_LOWER].number, 100 * row[SECOND_UPPER].number);
}

static const uint64_t told[] = { 30, 90, 180, 365 };
#define TOLD (sizeof(told) / sizeof(*told))

/* --- text --- */

void second_text(struct buf *b, const struct report *r)
{
	struct curves c = curves_of(r);

	report_heading(b, "Second order", arena_printf(r->keep, "%s.", finding(r, &c)));
	text_left(b, str_of(arena_printf(r->keep, "%% back (%g%% interval)", 100 * r->set.confidence)),
	          28);
	for (size_t i = 0; i < TOLD && told[i] <= c.last; i++)
		text_right(b, str_of(arena_printf(r->keep, "day %llu", (unsigned long long)told[i])), 13);
	buf_char(b, '\n');
	for (size_t k = 0; k < c.n; k++) {
		text_left(b,
		          str_of(c.n > 1 ? arena_printf(r->keep, "First order %s", name_of(r, &c, k))
		                         : "All customers"),
		          28);
		for (size_t i = 0; i < TOLD && told[i] <= c.last; i++)
			text_right(b, str_of(share_and_interval(r, &c, k, told[i])), 13);
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(test_words(r, &c)));
	text_wrap(b, "", "", str_of(who(r)));
}

/* --- html --- */

/* The points of a curve up to the last day that all reach, from nobody on day 0. */
struct trace {
	double *x, *y, *low, *high;
	size_t n;
};

static struct trace line_of(const struct report *r, const struct curves *c, size_t k)
{
	size_t most = c->to[k] - c->from[k] + 2;
	struct trace l = { ARENA_ARRAY(r->keep, double, most), ARENA_ARRAY(r->keep, double, most),
		           ARENA_ARRAY(r->keep, double, most), ARENA_ARRAY(r->keep, double, most), 1 };

	for (size_t i = c->from[k]; i < c->to[k]; i++) {
		const struct cell *row = table_at(c->t, i, 0);
		double share = row[SECOND_SHARE].number;

		if (row[SECOND_DAY].count > c->last)
			break;
		l.x[l.n] = (double)row[SECOND_DAY].count / (double)c->last;
		l.y[l.n] = share;
		l.low[l.n] = isnan(cell_value(&row[SECOND_LOWER])) ? share : row[SECOND_LOWER].number;
		l.high[l.n] = isnan(cell_value(&row[SECOND_UPPER])) ? share : row[SECOND_UPPER].number;
		l.n++;
	}
	l.x[l.n] = 1;
	l.y[l.n] = l.y[l.n - 1];
	l.low[l.n] = l.low[l.n - 1];
	l.high[l.n] = l.high[l.n - 1];
	l.n++;
	return l;
}

static void put_axes(struct buf *b, const struct report *r, const struct curves *c)
{
	uint64_t step = c->last >= 180 ? 90 : c->last >= 60 ? 30 : 7;
	double tick[64];
	const char *label[64];
	size_t n = 0;

	while (step * 8 < c->last)
		step *= 2;
	for (uint64_t day = 0; day <= c->last && n < 64; day += step) {
		tick[n] = (double)day / (double)c->last;
		label[n++] = arena_printf(r->keep, "%llu", (unsigned long long)day);
	}
	svg_axes(b, 4, tick, label, n, "days since first order");
}

#define HEIGHT 260
#define APART (18.0 / HEIGHT)

static void put_ends(struct buf *b, const struct report *r, const struct curves *c,
                     const struct trace *line)
{
	size_t order[CURVES];
	double y = 2;

	for (size_t k = 0, at; k < c->n; k++) { /* from the top down */
		for (at = k;
		     at && line[order[at - 1]].y[line[order[at - 1]].n - 1] < line[k].y[line[k].n - 1];
		     at--)
			order[at] = order[at - 1];
		order[at] = k;
	}
	for (size_t i = 0; i < c->n; i++) {
		size_t k = order[i];

		y = fmin(line[k].y[line[k].n - 1], y - APART);
		svg_end(b, y, share_at(r, c, k, c->last), c->n > 1 ? name_of(r, c, k) : "");
	}
}

/* The day that the heading speaks of: the shares of the first and the last group, the higher one above its line. */
static void put_guide(struct buf *b, const struct report *r, const struct curves *c)
{
	uint64_t day = guide_of(c);
	double x = (double)day / (double)c->last, first, last;

	if (c->n < 2 || day == c->last || !at(c, 0, day) || !at(c, c->n - 1, day))
		return;
	first = at(c, 0, day)[SECOND_SHARE].number;
	last = at(c, c->n - 1, day)[SECOND_SHARE].number;
	for (size_t k = 0; k < c->n; k += c->n - 1) {
		bool above = k ? last > first : first >= last;

		svg_say(b, &(struct svg_label){ .x = x,
		                                .y = k ? last : first,
		                                .dx = above ? -8 : 8,
		                                .dy = above ? -6 : 14,
		                                .at_end = above,
		                                .ring = true,
		                                .strong = share_at(r, c, k, day) });
	}
}

/* The same as words, for who cannot see it. */
static const char *words(const struct report *r, const struct curves *c)
{
	const char *out =
		arena_printf(r->keep, "Rising curves. After %llu days:", (unsigned long long)c->last);

	for (size_t k = 0; k < c->n; k++)
		out = arena_printf(r->keep, "%s %s, first order %s%s", out, share_at(r, c, k, c->last),
		                   name_of(r, c, k), k + 1 < c->n ? ";" : ".");
	return out;
}

static void put_plot(struct buf *b, const struct report *r, const struct curves *c)
{
	static const char *const lines[] = { "line", "line b", "line c" }, *const bands[] = {
		"band", "band b", "band c"
	};
	struct trace line[CURVES];

	svg_open(b, &(struct svg_plot){ "second", "Share of customers with a second order, by days since the first",
	                                words(r, c), HEIGHT, true });
	put_axes(b, r, c);
	if (guide_of(c) < c->last)
		svg_guide(b, (double)guide_of(c) / (double)c->last);
	for (size_t k = 0; k < c->n; k++)
		line[k] = line_of(r, c, k);
	for (size_t k = c->n; k-- > 0;)
		svg_band(b, bands[k], line[k].x, line[k].low, line[k].high, line[k].n);
	for (size_t k = c->n; k-- > 0;)
		svg_steps(b, lines[k], line[k].x, line[k].y, line[k].n);
	put_guide(b, r, c);
	put_ends(b, r, c, line);
	svg_close(b);
}

static void put_numbers(struct buf *b, const struct report *r, const struct curves *c)
{
	html_put(b,
	         "<details><summary>The numbers behind this chart</summary>\n<div class=\"scroll\" "
	         "tabindex=\"0\" "
	         "role=\"region\" aria-label=\"Second orders by day\">\n<table>\n<caption>Ordered "
	         "again by day, %% "
	         "(%s interval)</caption>\n<thead><tr><th scope=\"col\">First order</th>",
	         arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	for (size_t i = 0; i < TOLD && told[i] <= c->last; i++)
		html_put(b, "<th scope=\"col\" class=\"n\">Day %u</th>", (unsigned)told[i]);
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t k = 0; k < c->n; k++) {
		html_put(b, "<tr><th scope=\"row\">%s</th>", name_of(r, c, k));
		for (size_t i = 0; i < TOLD && told[i] <= c->last; i++)
			html_put(b, "<td class=\"n\">%s</td>", share_and_interval(r, c, k, told[i]));
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n</table>\n</div></details>\n");
}

void second_html(struct buf *b, const struct report *r)
{
	struct curves c = curves_of(r);

	page_section_open(b, "second_order", "Second order", finding(r, &c));
	if (*test_words(r, &c))
		html_put(b, "<p>%s</p>\n", test_words(r, &c));
	html_put(b,
	         "<p class=\"note\">%s</p>\n</div>\n<figure class=\"figure\" "
	         "aria-labelledby=\"second_order-c\">\n<figcaption "
	         "id=\"second_order-c\"><h3>Customers who have placed a second order</h3><p "
	         "class=\"unit\">%%, by days since the "
	         "first order%s; shading is the %s interval</p></figcaption>\n",
	         who(r), c.n > 1 ? " and size of that order" : "",
	         arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	put_plot(b, r, &c);
	put_numbers(b, r, &c);
	buf_text(b, "</figure>\n");
	page_section_close(b);
}
