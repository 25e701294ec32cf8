/* audit_drawn - the verdicts of seg-audit-bias as text and HTML, drawn as they are. */
#include <math.h>

#include "audit.h"
#include "drawn.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "text.h"

bool audit_there(const struct report *r)
{
	return report_table(r, "audit")->rows > 0;
}

enum verdict { COMPARISON, FAIR, UNFAIR, CANNOT_TELL, VERDICTS };

static const struct {
	const char *word, *class, *glyph;
} verdicts[VERDICTS] = { { "comparison", "ref", "│" },
	                 { "fair", "fair", "●" },
	                 { "unfair", "unfair", "◆" },
	                 { "cannot tell", "no", "○" } };

static enum verdict verdict_of(const struct cell *row)
{
	if (!row[AUDIT_VERDICT].text.n)
		return COMPARISON;
	if (str_is(row[AUDIT_VERDICT].text, "fair"))
		return FAIR;
	return str_is(row[AUDIT_VERDICT].text, "unfair") ? UNFAIR : CANNOT_TELL;
}

static const char *group_name(const struct report *r, const struct cell *row)
{
	const char *name = report_say(r, &row[AUDIT_GROUP]);

	return *name ? name : "Not stated";
}

/* "Age band: segment A"; a heading for the rows that follow. */
static const char *block_name(const struct report *r, const struct cell *row)
{
	bool member = str_is(row[AUDIT_METRIC].text, "membership_rate");
	const char *by = drawn_words(r, row[AUDIT_GROUP_BY].text),
		   *outcome = report_say(r, &row[AUDIT_OUTCOME]);

	if (member)
		return arena_printf(r->keep, "%s: in segment %s", by, outcome);
	if (str_is(row[AUDIT_METRIC].text, "four_fifths") ||
	    str_is(row[AUDIT_METRIC].text, "selection_rate"))
		return arena_printf(r->keep, "%s: outcome %s", by, outcome);
	return arena_printf(r->keep, "%s: %s, outcome %s", by,
	                    drawn_words(r, row[AUDIT_METRIC].text), outcome);
}

static bool begins(const struct table *t, size_t row)
{
	return !row || !audit_same_block(table_at(t, row, 0), table_at(t, row - 1, 0));
}

static size_t count_of(const struct table *t, enum verdict v)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows; i++)
		n += verdict_of(table_at(t, i, 0)) == v;
	return n;
}

const char *audit_unfair(const struct report *r, const struct cell **row)
{
	const struct table *t = report_table(r, "audit");

	for (size_t i = 0; i < t->rows; i++) {
		*row = table_at(t, i, 0);
		if (verdict_of(*row) == UNFAIR && (*row)[AUDIT_RATIO].kind == CELL_NUMBER)
			return arena_printf(r->keep, "%s (%s) too %s", group_name(r, *row),
			                    block_name(r, *row),
			                    (*row)[AUDIT_RATIO].number < 1 ? "seldom" : "often");
	}
	*row = NULL;
	return NULL;
}

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "audit");
	size_t judged = t->rows - count_of(t, COMPARISON), fair = count_of(t, FAIR),
	       open = count_of(t, CANNOT_TELL);
	const struct cell *row;

	if (audit_unfair(r, &row))
		return audit_unfair(r, &row);
	if (count_of(t, UNFAIR))
		return "Somebody is treated unfairly";
	if (!fair)
		return "We cannot tell whether groups are treated fairly";
	if (!open)
		return "Every group is treated fairly";
	if (open > fair)
		return arena_printf(
			r->keep, "In %zu of %zu comparisons we cannot tell; the other %s fair",
			open, judged, fair == 1 ? "one is" : arena_printf(r->keep, "%zu are", fair));
	return arena_printf(r->keep, "Every group we can judge is treated fairly; in %zu of %zu comparisons we cannot",
	                    open, judged);
}

static const char *number_of(const struct report *r, size_t n)
{
	return n ? arena_printf(r->keep, "%zu", n) : "none";
}

static const char *counts(const struct report *r)
{
	const struct table *t = report_table(r, "audit");
	size_t judged = t->rows - count_of(t, COMPARISON);

	return arena_printf(r->keep, "Of %zu comparisons: %s unfair, %s fair, %s cannot tell.",
	                    judged, number_of(r, count_of(t, UNFAIR)),
	                    number_of(r, count_of(t, FAIR)), number_of(r, count_of(t, CANNOT_TELL)));
}

#define RULE                                                                                       \
	"Fair: the whole interval lies between 0.8 and 1.25. Unfair: beyond, and not by chance. "  \
	"Cannot tell: "                                                                            \
	"anything else, or too few people. Cannot tell is not fair."

static const char *ratio_words(const struct report *r, const struct cell *row)
{
	if (row[AUDIT_RATIO].kind != CELL_NUMBER)
		return verdict_of(row) == COMPARISON
		               ? ""
		               : "left out, so that no small number can be worked out";
	if (row[AUDIT_LOWER].kind != CELL_NUMBER)
		return arena_printf(r->keep, "ratio %s", report_say(r, &row[AUDIT_RATIO]));
	return arena_printf(r->keep, "ratio %s, %g%% interval %s to %s",
	                    report_say(r, &row[AUDIT_RATIO]), 100 * r->set.confidence,
	                    report_say(r, &row[AUDIT_LOWER]), report_say(r, &row[AUDIT_UPPER]));
}

/* From 0.4 to 2.5, and twice or four times as far where ratios lie beyond; what is farther still is an arrowhead. */
struct axis {
	double low, high;
};
static const struct axis narrow = { 0.4, 2.5 };

static struct axis axis_of(const struct table *t)
{
	struct axis a = narrow;
	double low = 1, high = 1;

	for (size_t i = 0; i < t->rows; i++)
		for (size_t c = AUDIT_RATIO; c <= AUDIT_UPPER; c++) {
			double x = cell_value(table_at(t, i, c));

			low = x > 0 ? fmin(low, x) : low;
			high = fmax(high, x);
		}
	for (int times = 0; times < 2; times++) {
		a.low /= low < a.low ? 2 : 1;
		a.high *= high > a.high ? 2 : 1;
	}
	return a;
}

/* Where a ratio stands on the axis, 0 to 1; beyond it less, or more. */
static double along(double ratio, struct axis a)
{
	return ratio > 0 ? log(ratio / a.low) / log(a.high / a.low) : -1;
}

static double place(double ratio, struct axis a)
{
	return fmin(fmax(along(ratio, a), 0), 1);
}

/* --- text --- */

#define SCALE 25

/* Columns of the interval, so placed that a fair one never touches the lines of 0.8 and 1.25. */
static void put_scale(struct buf *b, const struct cell *row, struct axis a)
{
	long eighty = lround(place(0.8, a) * (SCALE - 1)), over = lround(place(1.25, a) * (SCALE - 1)),
	     one = lround(place(1, a) * (SCALE - 1)), at = -1, low = -1, high = -2;

	if (row[AUDIT_RATIO].kind == CELL_NUMBER && verdict_of(row) != COMPARISON) {
		at = lround(place(row[AUDIT_RATIO].number, a) * (SCALE - 1));
		low = high = at;
		if (row[AUDIT_LOWER].kind == CELL_NUMBER) {
			low = lround(place(row[AUDIT_LOWER].number, a) * (SCALE - 1));
			high = lround(place(row[AUDIT_UPPER].number, a) * (SCALE - 1));
		}
		if (verdict_of(row) == FAIR) {
			low = low > eighty ? low : eighty + 1;
			high = high < over ? high : over - 1;
		}
	}
	for (long i = 0; i < SCALE; i++)
		buf_text(b, i != at && i == 0 && i == low && along(row[AUDIT_LOWER].number, a) < 0 ? "◂"
		            : i != at && i == SCALE - 1 && i == high &&
		                            along(row[AUDIT_UPPER].number, a) > 1
		                    ? "▸"
		            : i == at               ? verdicts[verdict_of(row)].glyph
		            : i >= low && i <= high ? (i == one || i == eighty || i == over ? "┼" : "─")
		            : i == eighty || i == over ? "┊"
		            : i == one                 ? "│"
		                                       : " ");
}

void audit_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "audit");

	report_heading(b, "Fairness audit", arena_printf(r->keep, "%s. %s", finding(r), counts(r)));
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (begins(t, i))
			text_wrap(b, "", "", str_of(block_name(r, row)));
		buf_text(b, "  ");
		text_left(b, str_of(group_name(r, row)), 22);
		text_right(b, str_of(report_say(r, &row[AUDIT_CUSTOMERS])), 7);
		text_right(b, str_of(report_say(r, &row[AUDIT_SHARE])), 6);
		buf_char(b, ' ');
		put_scale(b, row, narrow); /* a wider one would hide the lines */
		text_right(b, str_of(report_say(r, &row[AUDIT_RATIO])), 5);
		buf_printf(b, " %s\n", verdicts[verdict_of(row)].word);
	}
	text_wrap(b, "", "", str_of(RULE));
}

/* --- html --- */

/* The interval goes on beyond the axis. */
static void put_arrow(struct buf *b, enum verdict v, unsigned at, const char *shape)
{
	html_put(b, "<svg x=\"%u%%\" y=\"10\" width=\"1\" height=\"1\" overflow=\"visible\"><path class=\"a-%s\" d=\"%s\"/></svg>",
	         at, verdicts[v].class, shape);
}

static void put_interval(struct buf *b, const struct report *r, const struct cell *row, struct axis a)
{
	enum verdict v = verdict_of(row);
	double at = 100 * place(cell_value(&row[AUDIT_RATIO]), a);

	html_put(b,
	         "<svg height=\"20\" aria-hidden=\"true\"><line class=\"ref\" x1=\"%.1f%%\" "
	         "x2=\"%.1f%%\" y1=\"-7\" "
	         "y2=\"27\"/><line class=\"ff\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"-7\" "
	         "y2=\"27\"/><line class=\"ff\" "
	         "x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"-7\" y2=\"27\"/>",
	         100 * place(1, a), 100 * place(1, a), 100 * place(0.8, a), 100 * place(0.8, a),
	         100 * place(1.25, a), 100 * place(1.25, a));
	if (row[AUDIT_LOWER].kind == CELL_NUMBER)
		html_put(b, "<line class=\"c-%s\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"10\" y2=\"10\"/>",
		         verdicts[v].class, 100 * place(row[AUDIT_LOWER].number, a),
		         100 * place(row[AUDIT_UPPER].number, a));
	if (row[AUDIT_LOWER].kind == CELL_NUMBER && along(row[AUDIT_LOWER].number, a) < 0)
		put_arrow(b, v, 0, "M6-5L-3 0L6 5Z");
	if (row[AUDIT_UPPER].kind == CELL_NUMBER && along(row[AUDIT_UPPER].number, a) > 1)
		put_arrow(b, v, 100, "M-6-5L3 0L-6 5Z");
	if (v == UNFAIR && row[AUDIT_RATIO].kind == CELL_NUMBER)
		html_put(b,
		         "<svg x=\"%.1f%%\" y=\"10\" width=\"1\" height=\"1\" "
		         "overflow=\"visible\"><path class=\"d-unfair\" "
		         "d=\"M0-6L6 0 0 6-6 0Z\"/></svg>",
		         at);
	else if (v == COMPARISON)
		html_put(b, "<circle class=\"fill-bar\" cx=\"%.1f%%\" cy=\"10\" r=\"3\"/>",
		         100 * place(1, a));
	else if (row[AUDIT_RATIO].kind == CELL_NUMBER)
		html_put(b, "<circle class=\"d-%s\" cx=\"%.1f%%\" cy=\"10\" r=\"4.5\"/>",
		         verdicts[v].class, at);
	html_put(b, "</svg><span class=\"vh\">%s</span>",
	         v == COMPARISON ? "comparison group" : ratio_words(r, row));
}

static void put_row(struct buf *b, const struct report *r, const struct cell *row, struct axis a)
{
	static const char *const badge[VERDICTS] = { "soft", "badge good", "badge bad", "badge unsure" };
	enum verdict v = verdict_of(row);

	html_put(b, v == UNFAIR ? "<tr role=\"row\" class=\"unfair\">" : "<tr role=\"row\">");
	html_put(b,
	         "<th role=\"rowheader\" scope=\"row\"><bdi>%s</bdi></th><td role=\"cell\" "
	         "class=\"n cnt\">%s</td><td "
	         "role=\"cell\" class=\"n\">%s</td><td role=\"cell\" class=\"p\">",
	         group_name(r, row), report_say(r, &row[AUDIT_CUSTOMERS]),
	         report_say(r, &row[AUDIT_SHARE]));
	put_interval(b, r, row, a);
	html_put(b, "</td><td role=\"cell\" class=\"v\"><span class=\"%s\">%s</span></td></tr>\n",
	         badge[v], verdicts[v].word);
}

/* The head of the column of ratios: its ends, and where 1 is. */
static void put_scale_head(struct buf *b, const struct report *r, struct axis a)
{
	html_put(b,
	         "<th role=\"columnheader\" scope=\"col\" class=\"p\">Ratio<svg height=\"18\" "
	         "aria-hidden=\"true\"><text y=\"14\">%s</text><text class=\"mid\" x=\"%.1f%%\" "
	         "y=\"14\">1</text><text class=\"end\" x=\"100%%\" y=\"14\">%s</text></svg></th>"
	         "<th role=\"columnheader\" scope=\"col\" class=\"v\">Verdict</th></tr></thead>\n",
	         arena_printf(r->keep, "%g", a.low), 100 * place(1, a),
	         arena_printf(r->keep, "%g", a.high));
}

void audit_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "audit");
	struct axis a = axis_of(t);

	page_section_open(b, "audit", "Fairness audit", finding(r));
	html_put(b,
	         "<p>%s</p>\n<p class=\"note\">" RULE
	         "</p>\n</div>\n<div class=\"figure\"><table class=\"fair\" "
	         "role=\"table\">\n<caption>Share of each group, and its ratio to the group or the "
	         "whole it is compared "
	         "with. Line: %s interval, on a logarithmic scale; solid line: equal; dashed "
	         "lines: 0.8 and 1.25. Filled "
	         "dot: fair; diamond: unfair; hollow dot: cannot tell.</caption>\n<thead "
	         "role=\"rowgroup\"><tr "
	         "role=\"row\"><th role=\"columnheader\" scope=\"col\">Group</th><th "
	         "role=\"columnheader\" scope=\"col\" "
	         "class=\"n cnt\">Customers</th><th role=\"columnheader\" scope=\"col\" "
	         "class=\"n\">Share</th>",
	         counts(r), arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	put_scale_head(b, r, a);
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (begins(t, i))
			html_put(b,
			         "<tbody role=\"rowgroup\">\n<tr role=\"row\" class=\"grp\"><th "
			         "role=\"rowheader\" "
			         "scope=\"rowgroup\" colspan=\"5\">%s</th></tr>\n",
			         block_name(r, row));
		put_row(b, r, row, a);
		if (i + 1 == t->rows || begins(t, i + 1))
			buf_text(b, "</tbody>\n");
	}
	buf_text(b, "</table></div>\n");
	page_section_close(b);
}
