/* audit - what seg-audit-bias found: its ratios and its verdicts, drawn as they are. */
#include <math.h>

#include "diag.h"
#include "drawn.h"
#include "html.h"
#include "num.h"
#include "page.h"
#include "sections.h"
#include "side.h"
#include "text.h"
#include "tsv.h"

enum {
	METRIC,
	OUTCOME,
	GROUP_BY,
	GROUP,
	CUSTOMERS,
	SHARE,
	REFERENCE,
	RATIO,
	LOWER,
	UPPER,
	VERDICT,
	REASON,
	COLUMNS
};

static const char *const columns[COLUMNS] = { "metric",    "outcome", "group_by",  "group",
	                                      "customers", "share",   "reference", "ratio",
	                                      "lower",     "upper",   "verdict",   "reason" };

/* --- measuring: a choice of rows, nothing is computed --- */

static bool is_judged(struct report *r, const struct frame *f, size_t row)
{
	return side_text(r, f, row, "verdict").text.n ||
	       str_is(side_text(r, f, row, "reason").text, "the reference");
}

/* The share behind a ratio: that of the row itself, or of the row of selection_rate beside four_fifths. NaN of what is
 * no share: the mean of a number, the score of a slice. */
static double share_of(struct report *r, const struct frame *f, size_t row)
{
	static const char *const keys[] = { "group_by", "group", "outcome" };
	struct str metric = side_text(r, f, row, "metric").text;
	double own = side_number(f, row, "value");

	if (str_is(metric, "value_mean") || str_is(metric, "worst_slice"))
		return NAN;
	for (size_t i = 0; isnan(own) && i < f->rows; i++) {
		bool same = str_is(side_text(r, f, i, "metric").text, "selection_rate");

		for (size_t k = 0; k < 3; k++)
			same = same && str_eq(side_text(r, f, i, keys[k]).text,
			                      side_text(r, f, row, keys[k]).text);
		if (same)
			own = side_number(f, i, "value");
	}
	return own;
}

static void put_judged(struct table *t, struct report *r, const struct frame *f, size_t row)
{
	double n = side_number(f, row, "n"), share = share_of(r, f, row), hits = round(n * share);
	double least = (double)r->set.min_cell;
	struct cell *c = table_add(t);

	c[METRIC] = side_text(r, f, row, "metric");
	c[OUTCOME] = side_text(r, f, row, "outcome");
	c[GROUP_BY] = side_text(r, f, row, "group_by");
	c[GROUP] = side_text(r, f, row, "group");
	c[REFERENCE] = side_text(r, f, row, "reference");
	c[VERDICT] = side_text(r, f, row, "verdict");
	c[CUSTOMERS] = cell_count(n > 0 ? (uint64_t)n : 0, r->set.min_cell);
	if (n < least || (hits > 0 && hits < least) || (n - hits > 0 && n - hits < least))
		return; /* a rate would give a small count away */
	c[SHARE] = cell_number(share, UNIT_SHARE);
	c[RATIO] = cell_number(side_number(f, row, "ratio"), UNIT_RATIO);
	c[LOWER] = cell_number(side_number(f, row, "ratio_lower"), UNIT_RATIO);
	c[UPPER] = cell_number(side_number(f, row, "ratio_upper"), UNIT_RATIO);
	c[REASON] = side_text(r, f, row, "reason");
}

static bool same_block(const struct cell *a, const struct cell *b)
{
	return str_eq(a[METRIC].text, b[METRIC].text) && str_eq(a[OUTCOME].text, b[OUTCOME].text) &&
	       str_eq(a[GROUP_BY].text, b[GROUP_BY].text);
}

/* Rows of one question together, questions and rows as they came. */
static void gather(struct table *t, struct report *r)
{
	struct cell *old = t->cell;
	bool *done = ARENA_ARRAY(r->keep, bool, t->rows + 1);
	size_t n = 0;

	t->cell = ARENA_ARRAY(r->keep, struct cell, (t->rows + 1) * COLUMNS);
	for (size_t i = 0; i < t->rows; i++) {
		if (done[i])
			continue;
		for (size_t k = i; k < t->rows; k++)
			if (!done[k] && same_block(&old[i * COLUMNS], &old[k * COLUMNS])) {
				memcpy(&t->cell[n++ * COLUMNS], &old[k * COLUMNS],
				       COLUMNS * sizeof(*old));
				done[k] = true;
			}
	}
}

void audit_measure(struct table *t, struct report *r, const struct sources *s)
{
	table_init(t, r->keep, columns, COLUMNS);
	t->keys = CUSTOMERS;
	for (size_t i = 0; side_frame(s, SIDE_AUDIT) && i < side_frame(s, SIDE_AUDIT)->rows; i++)
		if (is_judged(r, side_frame(s, SIDE_AUDIT), i))
			put_judged(t, r, side_frame(s, SIDE_AUDIT), i);
	gather(t, r);
}

bool audit_there(const struct report *r)
{
	return report_table(r, "audit")->rows > 0;
}

/* --- what is drawn --- */

enum verdict { COMPARISON, FAIR, UNFAIR, CANNOT_TELL, VERDICTS };

static const struct {
	const char *word, *class, *glyph;
} verdicts[VERDICTS] = { { "comparison", "ref", "│" },
	                 { "fair", "fair", "●" },
	                 { "unfair", "unfair", "◆" },
	                 { "cannot tell", "no", "○" } };

static enum verdict verdict_of(const struct cell *row)
{
	if (!row[VERDICT].text.n)
		return COMPARISON;
	if (str_is(row[VERDICT].text, "fair"))
		return FAIR;
	return str_is(row[VERDICT].text, "unfair") ? UNFAIR : CANNOT_TELL;
}

static const char *group_name(const struct report *r, const struct cell *row)
{
	const char *name = report_say(r, &row[GROUP]);

	return *name ? name : "Not stated";
}

/* "Age band: segment A"; a heading for the rows that follow. */
static const char *block_name(const struct report *r, const struct cell *row)
{
	bool member = str_is(row[METRIC].text, "membership_rate");
	const char *by = drawn_words(r, row[GROUP_BY].text), *outcome = report_say(r, &row[OUTCOME]);

	if (member)
		return arena_printf(r->keep, "%s: in segment %s", by, outcome);
	if (str_is(row[METRIC].text, "four_fifths") || str_is(row[METRIC].text, "selection_rate"))
		return arena_printf(r->keep, "%s: outcome %s", by, outcome);
	return arena_printf(r->keep, "%s: %s, outcome %s", by, drawn_words(r, row[METRIC].text), outcome);
}

static bool begins(const struct table *t, size_t row)
{
	return !row || !same_block(table_at(t, row, 0), table_at(t, row - 1, 0));
}

static size_t count_of(const struct table *t, enum verdict v)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows; i++)
		n += verdict_of(table_at(t, i, 0)) == v;
	return n;
}

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "audit");

	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (verdict_of(row) == UNFAIR && row[RATIO].kind == CELL_NUMBER)
			return arena_printf(r->keep, "%s (%s) too %s", group_name(r, row),
			                    block_name(r, row),
			                    row[RATIO].number < 1 ? "seldom" : "often");
	}
	if (count_of(t, UNFAIR))
		return "Somebody is treated unfairly";
	if (!count_of(t, FAIR))
		return "We cannot tell whether groups are treated fairly";
	if (!count_of(t, CANNOT_TELL))
		return "Every group is treated fairly";
	return arena_printf(r->keep, "Every group we can judge is treated fairly; in %zu of %zu comparisons we cannot",
	                    count_of(t, CANNOT_TELL), t->rows - count_of(t, COMPARISON));
}

static const char *counts(const struct report *r)
{
	const struct table *t = report_table(r, "audit");
	size_t judged = t->rows - count_of(t, COMPARISON);

	return arena_printf(r->keep, "Of %zu comparisons: %zu unfair, %zu fair, %zu cannot tell.",
	                    judged, count_of(t, UNFAIR), count_of(t, FAIR), count_of(t, CANNOT_TELL));
}

#define RULE                                                                                       \
	"Fair: the whole interval lies between 0.8 and 1.25. Unfair: beyond, and not by chance. "  \
	"Cannot tell: "                                                                            \
	"anything else, or too few people. Cannot tell is not fair."

static const char *ratio_words(const struct report *r, const struct cell *row)
{
	if (row[RATIO].kind != CELL_NUMBER)
		return verdict_of(row) == COMPARISON ? "" : "too few to show";
	if (row[LOWER].kind != CELL_NUMBER)
		return arena_printf(r->keep, "ratio %s", report_say(r, &row[RATIO]));
	return arena_printf(r->keep, "ratio %s, %g%% interval %s to %s", report_say(r, &row[RATIO]),
	                    100 * r->set.confidence, report_say(r, &row[LOWER]),
	                    report_say(r, &row[UPPER]));
}

#define AXIS_LOW 0.4
#define AXIS_HIGH 2.5

static double place(double ratio)
{
	double x = log(ratio / AXIS_LOW) / log(AXIS_HIGH / AXIS_LOW);

	return ratio > 0 ? fmin(fmax(x, 0), 1) : 0;
}

/* --- text --- */

#define SCALE 25

/* Columns of the interval, so placed that a fair one never touches the lines of 0.8 and 1.25. */
static void put_scale(struct buf *b, const struct cell *row)
{
	long eighty = lround(place(0.8) * (SCALE - 1)), over = lround(place(1.25) * (SCALE - 1)),
	     one = lround(place(1) * (SCALE - 1)), at = -1, low = -1, high = -2;

	if (row[RATIO].kind == CELL_NUMBER && verdict_of(row) != COMPARISON) {
		at = lround(place(row[RATIO].number) * (SCALE - 1));
		low = high = at;
		if (row[LOWER].kind == CELL_NUMBER) {
			low = lround(place(row[LOWER].number) * (SCALE - 1));
			high = lround(place(row[UPPER].number) * (SCALE - 1));
		}
		if (verdict_of(row) == FAIR) {
			low = low > eighty ? low : eighty + 1;
			high = high < over ? high : over - 1;
		}
	}
	for (long i = 0; i < SCALE; i++)
		buf_text(b, i == at                 ? verdicts[verdict_of(row)].glyph
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
		text_right(b, str_of(report_say(r, &row[CUSTOMERS])), 7);
		text_right(b, str_of(report_say(r, &row[SHARE])), 6);
		buf_char(b, ' ');
		put_scale(b, row);
		text_right(b, str_of(report_say(r, &row[RATIO])), 5);
		buf_printf(b, " %s\n", verdicts[verdict_of(row)].word);
	}
	text_wrap(b, "", "", str_of(RULE));
}

/* --- html --- */

static void put_interval(struct buf *b, const struct report *r, const struct cell *row)
{
	enum verdict v = verdict_of(row);
	double at = 100 * place(cell_value(&row[RATIO]));

	html_put(b,
	         "<svg height=\"20\" aria-hidden=\"true\"><line class=\"ref\" x1=\"%.1f%%\" "
	         "x2=\"%.1f%%\" y1=\"-7\" "
	         "y2=\"27\"/><line class=\"ff\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"-7\" "
	         "y2=\"27\"/><line class=\"ff\" "
	         "x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"-7\" y2=\"27\"/>",
	         100 * place(1), 100 * place(1), 100 * place(0.8), 100 * place(0.8),
	         100 * place(1.25), 100 * place(1.25));
	if (row[LOWER].kind == CELL_NUMBER)
		html_put(b, "<line class=\"c-%s\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"10\" y2=\"10\"/>",
		         verdicts[v].class, 100 * place(row[LOWER].number),
		         100 * place(row[UPPER].number));
	if (v == UNFAIR && row[RATIO].kind == CELL_NUMBER)
		html_put(b,
		         "<svg x=\"%.1f%%\" y=\"10\" width=\"1\" height=\"1\" "
		         "overflow=\"visible\"><path class=\"d-unfair\" "
		         "d=\"M0-6L6 0 0 6-6 0Z\"/></svg>",
		         at);
	else if (v == COMPARISON)
		html_put(b, "<circle class=\"fill-bar\" cx=\"%.1f%%\" cy=\"10\" r=\"3\"/>",
		         100 * place(1));
	else if (row[RATIO].kind == CELL_NUMBER)
		html_put(b, "<circle class=\"d-%s\" cx=\"%.1f%%\" cy=\"10\" r=\"4.5\"/>",
		         verdicts[v].class, at);
	html_put(b, "</svg><span class=\"vh\">%s</span>",
	         v == COMPARISON ? "comparison group" : ratio_words(r, row));
}

static void put_row(struct buf *b, const struct report *r, const struct cell *row)
{
	static const char *const badge[VERDICTS] = { "soft", "badge good", "badge bad", "badge unsure" };
	enum verdict v = verdict_of(row);

	html_put(b, v == UNFAIR ? "<tr role=\"row\" class=\"unfair\">" : "<tr role=\"row\">");
	html_put(b,
	         "<th role=\"rowheader\" scope=\"row\"><bdi>%s</bdi></th><td role=\"cell\" "
	         "class=\"n cnt\">%s</td><td "
	         "role=\"cell\" class=\"n\">%s</td><td role=\"cell\" class=\"p\">",
	         group_name(r, row), report_say(r, &row[CUSTOMERS]), report_say(r, &row[SHARE]));
	put_interval(b, r, row);
	html_put(b, "</td><td role=\"cell\" class=\"v\"><span class=\"%s\">%s</span></td></tr>\n",
	         badge[v], verdicts[v].word);
}

void audit_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "audit");

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
	         "class=\"n\">Share</th><th "
	         "role=\"columnheader\" scope=\"col\" class=\"p\">Ratio, 0.4 to 2.5</th><th "
	         "role=\"columnheader\" "
	         "scope=\"col\" class=\"v\">Verdict</th></tr></thead>\n",
	         counts(r), arena_printf(r->keep, "%g%%", 100 * r->set.confidence));
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (begins(t, i))
			html_put(b,
			         "<tbody role=\"rowgroup\">\n<tr role=\"row\" class=\"grp\"><th "
			         "role=\"rowheader\" "
			         "scope=\"rowgroup\" colspan=\"5\">%s</th></tr>\n",
			         block_name(r, row));
		put_row(b, r, row);
		if (i + 1 == t->rows || begins(t, i + 1))
			buf_text(b, "</tbody>\n");
	}
	buf_text(b, "</table></div>\n");
	page_section_close(b);
}
