/* personas - a card for each segment: who they are, and what to do about them. */
#include <math.h>

#include "actions.h"
#include "drawn.h"
#include "figure.h"
#include "html.h"
#include "page.h"
#include "sections.h"
#include "svg.h"
#include "text.h"
#include "when.h"

#define TRAITS 3  /* on a card */
#define COLOURS 6 /* what eyes can hold */
#define MONTHS 24
#define LOW_INDEX 10.0 /* the same ends on every card */
#define HIGH_INDEX 1000.0

/* What a card shows, from the tables. */
struct card {
	const struct drawn_segment *of;
	const struct cell *trait[TRAITS];
	size_t traits;
	const struct cell *stage[CENSUS_STAGES]; /* NULL: not known */
	double month[MONTHS];
	size_t months, first_month, last_month; /* rows of the table of months */
};

static bool is_of(const struct table *t, size_t row, const struct drawn_segment *s)
{
	return str_eq(table_at(t, row, 0)->text, s->cell[SEGMENT_NAME].text);
}

/* A date, or a number that another trait on the card says already, is no trait of its own. */
static bool says_more(const struct card *c, const struct cell *trait)
{
	for (size_t i = 0; i < c->traits; i++)
		if (cell_value(&c->trait[i][TRAIT_MEDIAN]) == cell_value(&trait[TRAIT_MEDIAN]) &&
		    cell_value(&c->trait[i][TRAIT_ALL]) == cell_value(&trait[TRAIT_ALL]))
			return false;
	return trait[TRAIT_INDEX].kind == CELL_NUMBER;
}

static struct card card_of(const struct report *r, const struct drawn_segment *s)
{
	const struct table *traits = report_table(r, "personas"),
			   *stages_of = report_table(r, "lifecycle"),
			   *months = report_table(r, "segment_months");
	struct card c = { .of = s };
	size_t stage = 0;

	for (size_t i = 0; i < traits->rows && c.traits < TRAITS; i++)
		if (is_of(traits, i, s) && says_more(&c, table_at(traits, i, 0)))
			c.trait[c.traits++] = table_at(traits, i, 0);
	for (size_t i = 0; i < stages_of->rows && stage < CENSUS_STAGES; i++)
		if (is_of(stages_of, i, s))
			c.stage[stage++] = table_at(stages_of, i, 0);
	for (size_t i = 0; i < months->rows && c.months < MONTHS; i++)
		if (is_of(months, i, s)) {
			if (!c.months)
				c.first_month = i;
			c.last_month = i;
			c.month[c.months++] = cell_value(table_at(months, i, SPAN_REVENUE));
		}
	if (c.months < 3)
		c.months = 0;
	return c;
}

static bool has_card(const struct drawn_segment *s)
{
	return s->cell->kind == CELL_TEXT && s->cell[SEGMENT_CUSTOMERS].kind == CELL_COUNT;
}

bool personas_there(const struct report *r)
{
	return report_table(r, "personas")->rows > 0;
}

#define FINDING "Who they are, and what to do about each one"

static double share_of(const struct card *c, size_t stage)
{
	double share = c->stage[0] ? cell_value(&c->stage[stage][STAGE_SHARE]) : NAN;

	return isnan(share) ? 0 : share;
}

/* --- words shared by both forms --- */

static const char *thumb(const struct report *r)
{
	return actions_given(r)
	               ? "What to do is as it was given: nothing here shows that it will work."
	               : "What to do is a suggestion by rule of thumb: nothing here shows that it "
	                 "will work.";
}

/* "recency_days" is "Days since order"; other columns are their own names with blanks. */
static const char *trait_name(const struct report *r, struct str column)
{
	static const char *const known[][2] = { { "recency_days", "Days since order" },
		                                { "tenure_days", "Days since first" },
		                                { "orders", "Orders" },
		                                { "spend", "Spent" },
		                                { "mean_order", "Own average order" },
		                                { "first_amount", "First order" },
		                                { "expected_gap_days", "Usual gap, days" },
		                                { "overdue_ratio", "Times usual gap" },
		                                { "days_to_second_order", "Days to second" } };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(column, known[i][0]))
			return known[i][1];
	return drawn_words(r, column);
}

static const char *size_of(const struct report *r, const struct card *c)
{
	const struct cell *cell = c->of->cell;

	return arena_printf(r->keep, "%s customers, %s of all%s%s%s",
	                    report_say(r, &cell[SEGMENT_CUSTOMERS]),
	                    report_say(r, &cell[SEGMENT_SHARE]),
	                    cell[SEGMENT_VALUE_SHARE].kind == CELL_NUMBER ? "; " : "",
	                    report_say(r, &cell[SEGMENT_VALUE_SHARE]),
	                    cell[SEGMENT_VALUE_SHARE].kind == CELL_NUMBER ? " of revenue" : "");
}

static const char *stage_share(const struct report *r, const struct card *c, size_t k)
{
	const struct cell *n = &c->stage[k][STAGE_CUSTOMERS];

	if (n->kind != CELL_COUNT)
		return report_say(r, n);
	return n->count ? report_say(r, &c->stage[k][STAGE_SHARE]) : "none";
}

static const char *month_end(const struct report *r, size_t row)
{
	const struct table *t = report_table(r, "segment_months");
	const struct cell *revenue = table_at(t, row, SPAN_REVENUE);
	const char *month = when_month(r, (int32_t)table_at(t, row, SPAN_MONTH)->number);

	if (table_at(t, row, SPAN_CUSTOMERS)->kind == CELL_MISSING)
		return month;
	return arena_printf(r->keep, "%s %s", month,
	                    revenue->kind == CELL_MONEY
	                            ? report_say(r, revenue)
	                            : arena_printf(r->keep, "%s customers",
	                                           report_say(r, table_at(t, row, SPAN_CUSTOMERS))));
}

/* Where an index stands on the scale, 0 to 1. */
static double place(double index)
{
	double x = log(index / LOW_INDEX) / log(HIGH_INDEX / LOW_INDEX);

	return index > 0 ? fmin(fmax(x, 0), 1) : 0;
}

/* --- text --- */

#define SCALE 17

static void put_scale(struct buf *b, double index)
{
	size_t at = (size_t)lround(place(index) * (SCALE - 1));

	for (size_t i = 0; i < SCALE; i++)
		buf_text(b, i == at ? "●" : i == SCALE / 2 ? "┼" : "─");
}

static void put_text_card(struct buf *b, const struct report *r, const struct card *c)
{
	const struct cell *todo = actions_of(r, c->of->cell->text);
	const char *name =
		arena_printf(r->keep, "%s%s%s", c->of->tag, *c->of->tag ? " " : "", c->of->name);

	buf_char(b, '\n');
	text_wrap(b, "", "  ", str_of(arena_printf(r->keep, "%s: %s", name, size_of(r, c))));
	for (size_t i = 0; i < c->traits; i++) {
		const struct cell *t = c->trait[i];

		buf_text(b, "  ");
		text_left(b, str_of(trait_name(r, t[TRAIT_NAME].text)), 20);
		text_right(b, str_of(report_say(r, &t[TRAIT_MEDIAN])), 10);
		buf_text(b, "  ");
		put_scale(b, t[TRAIT_INDEX].number);
		text_right(b, str_of(report_say(r, &t[TRAIT_INDEX])), 6);
		buf_char(b, '\n');
	}
	if (c->stage[0]) {
		const char *words = "";

		for (size_t k = 0; k < CENSUS_STAGES; k++)
			words = arena_printf(r->keep, "%s%s%s %s", words, k ? ", " : "", stages[k],
			                     stage_share(r, c, k));
		text_left(b, str_of("  Lifecycle"), 19);
		text_wrap(b, "", "  ", str_of(words));
	}
	if (c->months) {
		text_left(b, str_of("  Revenue by month"), 19);
		text_spark(b, c->month, c->months);
		buf_printf(b, "  %s, %s\n", month_end(r, c->first_month), month_end(r, c->last_month));
	}
	if (todo)
		text_wrap(b, "  ", "  ",
		          str_of(arena_printf(r->keep, "%s%s%s", report_say(r, &todo[ACTION_NAME]),
		                              actions_given(r) ? "" : ". ",
		                              report_say(r, &todo[ACTION_WORDS]))));
}

void personas_text(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);

	report_heading(b, "Personas", "What sets them apart; the typical customer = 100.");
	b->n--; /* each card begins with an empty line */
	buf_char(b, '\n');
	for (size_t i = 0; i < d.rows; i++)
		if (has_card(&d.segment[i])) {
			struct card c = card_of(r, &d.segment[i]);

			put_text_card(b, r, &c);
		}
	buf_char(b, '\n');
	text_wrap(b, "", "", str_of(thumb(r)));
}

/* --- html --- */

static void put_trait(struct buf *b, const struct report *r, const struct cell *t)
{
	double at = 100 * place(t[TRAIT_INDEX].number);
	bool off = t[TRAIT_INDEX].number < LOW_INDEX || t[TRAIT_INDEX].number > HIGH_INDEX;

	html_put(b, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td>",
	         trait_name(r, t[TRAIT_NAME].text), report_say(r, &t[TRAIT_MEDIAN]));
	buf_text(b, "<td><svg height=\"12\" aria-hidden=\"true\"><line class=\"ref\" x1=\"50%\" "
	            "x2=\"50%\" y1=\"0\" y2=\"12\"/>");
	html_put(b, "<rect class=\"fill-own\" x=\"%.1f%%\" width=\"%.1f%%\" y=\"5\" height=\"2\"/>",
	         fmin(at, 50), fabs(at - 50));
	if (off) /* beyond the scale: an arrowhead at its edge */
		html_put(b, "<svg x=\"%.1f%%\" y=\"6\" width=\"1\" height=\"1\" overflow=\"visible\"><path class=\"fill-own\" d=\"%s\"/></svg>",
		         at, at > 50 ? "M-6-5L3 0L-6 5Z" : "M6-5L-3 0L6 5Z");
	else
		html_put(b, "<circle class=\"fill-own\" cx=\"%.1f%%\" cy=\"6\" r=\"4\"/>", at);
	html_put(b, "</svg></td><td class=\"n\">%s</td></tr>\n", report_say(r, &t[TRAIT_INDEX]));
}

static void put_stages(struct buf *b, const struct report *r, const struct card *c)
{
	double from = 0;

	buf_text(b, "<div class=\"stack\"><h4>Lifecycle</h4>\n<svg height=\"12\" "
	            "aria-hidden=\"true\"><rect class=\"untold\" width=\"100%\" height=\"12\"/>");
	for (size_t k = 0; k < CENSUS_STAGES; k++) {
		if (share_of(c, k) > 0)
			html_put(b, "<rect class=\"l%zu\" x=\"%.1f%%\" width=\"%.1f%%\" height=\"12\"/>",
			         k + 1, 100 * from, 100 * share_of(c, k));
		from += share_of(c, k);
	}
	buf_text(b, "</svg>\n<ul>");
	for (size_t k = 0; k < CENSUS_STAGES; k++)
		html_put(b, "<li class=\"l%zu\">%s<b>%s</b></li>", k + 1,
		         (const char *const[]){ "New", "Active", "Slowing", "Lapsed" }[k],
		         stage_share(r, c, k));
	buf_text(b, "</ul></div>\n");
}

static void put_card(struct buf *b, const struct report *r, const struct card *c, size_t place_of)
{
	const struct cell *todo = actions_of(r, c->of->cell->text);

	if (place_of < COLOURS && *c->of->tag)
		html_put(b, "<article class=\"card g%zu\" aria-labelledby=\"p%zu\">\n",
		         place_of + 1, place_of + 1);
	else
		html_put(b, "<article class=\"card\" aria-labelledby=\"p%zu\">\n", place_of + 1);
	html_put(b, "<h3 id=\"p%zu\"><span class=\"tag\">%s</span><bdi>%s</bdi></h3>\n<p class=\"size\">%s</p>\n",
	         place_of + 1, c->of->tag, c->of->name, size_of(r, c));
	if (c->traits) {
		buf_text(b,
		         "<table class=\"ix\">\n<caption class=\"h\"><span>What sets them "
		         "apart</span> <span class=\"unit\">typical = "
		         "100</span></caption>\n<colgroup><col class=\"c1\"><col "
		         "class=\"c2\"><col><col "
		         "class=\"c4\"></colgroup>\n<thead "
		         "class=\"vh\"><tr><th scope=\"col\">Trait</th><th scope=\"col\">Typical "
		         "value</th><td></td><th "
		         "scope=\"col\">Index, all customers = 100</th></tr></thead>\n<tbody>\n");
		for (size_t i = 0; i < c->traits; i++)
			put_trait(b, r, c->trait[i]);
		buf_text(b, "</tbody>\n</table>\n");
	}
	if (c->stage[0])
		put_stages(b, r, c);
	if (c->months) {
		buf_text(b, "<h4>Revenue by month</h4>\n<div class=\"spark\">");
		svg_spark(b, c->month, c->months, "fill-own", 38, NULL);
		html_put(b, "</div>\n<p class=\"ends\"><span>%s</span><span>%s</span></p>\n",
		         month_end(r, c->first_month), month_end(r, c->last_month));
	}
	if (todo && actions_given(r))
		html_put(b, "<p class=\"do\">%s</p>\n", report_say(r, &todo[ACTION_WORDS]));
	else if (todo)
		html_put(b, "<p class=\"do\"><b>%s.</b> %s</p>\n",
		         report_say(r, &todo[ACTION_NAME]), report_say(r, &todo[ACTION_WORDS]));
	buf_text(b, "</article>\n");
}

static void put_key(struct buf *b, const struct report *r, bool stages_too)
{
	buf_text(b, "<article class=\"card key\" aria-labelledby=\"key\">\n<h3 id=\"key\">How to "
	            "read a card</h3>\n<p>The "
	            "three columns that set a segment most apart: its typical (median) value, and "
	            "that value as an index, "
	            "the typical customer of all being 100. The dot stands on a logarithmic scale "
	            "from 10 to 1,000; an "
	            "arrowhead is beyond it.</p>\n");
	if (stages_too)
		buf_text(b, "<dl><dt>New</dt><dd>first order in the last 90 "
		            "days</dd><dt>Active</dt><dd>last order in the last "
		            "90 days</dd><dt>Slowing</dt><dd>91 to 180 days "
		            "ago</dd><dt>Lapsed</dt><dd>longer "
		            "ago</dd></dl>\n");
	html_put(b, "<p>%s Try it on half of them.</p>\n</article>\n", thumb(r));
}

void personas_html(struct buf *b, const struct report *r)
{
	struct drawn d = drawn_make(r);
	bool any_stage = report_table(r, "lifecycle")->rows > 0;

	buf_text(b, "<section id=\"personas\" class=\"wide\" aria-labelledby=\"personas-h\">\n<div "
	            "class=\"words\">\n<p "
	            "class=\"kicker\">Personas</p>\n<h2 id=\"personas-h\">" FINDING
	            "</h2>\n<p>Each card describes the "
	            "typical customer of a segment by what differs most from everybody "
	            "else.</p>\n</div>\n<div "
	            "class=\"cards\">\n");
	for (size_t i = 0; i < d.rows; i++)
		if (has_card(&d.segment[i])) {
			struct card c = card_of(r, &d.segment[i]);

			put_card(b, r, &c, i);
		}
	put_key(b, r, any_stage);
	buf_text(b, "</div>\n");
	page_section_close(b);
}
