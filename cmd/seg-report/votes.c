/* votes - why so many segments: what seg-cluster found for every number of them. */
#include <math.h>
#include <stdlib.h>

#include "figure.h"
#include "html.h"
#include "num.h"
#include "page.h"
#include "sections.h"
#include "side.h"
#include "text.h"

enum { K, CHOSEN, PLACE, STRENGTH, GAP, SILHOUETTE, COLUMNS };

static const char *const columns[COLUMNS] = { "k",   "chosen",    "place", "prediction_strength",
	                                      "gap", "silhouette" };
/* The columns of the file that these are. */
static const char *const from[COLUMNS] = { "k",   "chosen",          "place", "prediction_strength",
	                                   "gap", "silhouette_macro" };

#define WEAK 0.6  /* prediction strength below which seg-cluster takes no number of segments, */
#define CLEAR 0.8 /* and from which one is really there (Tibshirani and Walther 2005) */

/* --- measuring: a choice of columns --- */

static int fewest_first(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	return (x->count > y->count) - (x->count < y->count);
}

void votes_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *f = side_frame(s, SIDE_VOTES);

	table_init(t, r->keep, columns, COLUMNS);
	for (size_t i = 0; f && i < f->rows; i++) {
		struct cell *row = table_add(t);
		double k = side_number(f, i, from[K]);

		row[K] = cell_count(k >= 1 && k < 1e6 ? (uint64_t)k : 0, 0);
		row[CHOSEN] = side_text(r, f, i, from[CHOSEN]);
		for (size_t c = PLACE; c < COLUMNS; c++)
			if (side_has(f, from[c]))
				row[c] = cell_number(side_number(f, i, from[c]), UNIT_RATIO);
	}
	if (t->rows)
		qsort(t->cell, t->rows, COLUMNS * sizeof(*t->cell), fewest_first);
}

bool votes_there(const struct report *r)
{
	return report_table(r, "votes")->rows > 0;
}

/* --- what is drawn --- */

static bool is_chosen(const struct cell *row)
{
	return str_is(row[CHOSEN].text, "yes");
}

static const struct cell *chosen(const struct table *t)
{
	for (size_t i = 0; i < t->rows; i++)
		if (is_chosen(table_at(t, i, 0)))
			return table_at(t, i, 0);
	return NULL;
}

/* The report's own number of segments where it is another one, which somebody asked for; NULL: it is the chosen one. */
static const struct cell *asked_for(const struct report *r)
{
	const struct table *t = report_table(r, "votes"), *segments = report_table(r, "segments");
	const struct cell *own = chosen(t);
	uint64_t named = 0;

	for (size_t i = 0; i < segments->rows; i++)
		named += table_at(segments, i, 0)->kind == CELL_TEXT;
	for (size_t i = 0; own && own->count != named && i < t->rows; i++)
		if (table_at(t, i, K)->count == named)
			return table_at(t, i, 0);
	return NULL;
}

/* Who is before it in the mean place of the judges; NULL: nobody. */
static const struct cell *better(const struct table *t, const struct cell *own)
{
	const struct cell *best = own;

	for (size_t i = 0; i < t->rows; i++)
		if (cell_value(table_at(t, i, PLACE)) < cell_value(&best[PLACE]))
			best = table_at(t, i, 0);
	return best == own ? NULL : best;
}

/* What stands beside a number of segments: "chosen", or "in use" and "first". */
static const char *mark_of(const struct report *r, const struct cell *row)
{
	const struct cell *own = asked_for(r);

	if (row == own)
		return "in use";
	return !is_chosen(row) ? "" : own ? "first" : "chosen";
}

static const char *finding(const struct report *r)
{
	const struct table *t = report_table(r, "votes");
	const struct cell *own = chosen(t);

	if (!own)
		return "The number of segments was asked for, not found";
	if (asked_for(r))
		return arena_printf(r->keep, "Why %s: it was asked for; the judges would take %s",
		                    report_word(r, asked_for(r)->count), report_word(r, own->count));
	if (own->count == 1)
		return "Why one: nothing better was found than all customers together";
	if (isnan(cell_value(&own[PLACE])))
		return arena_printf(r->keep, "Why %s: it was asked for", report_word(r, own->count));
	if (better(t, own))
		return arena_printf(r->keep, "Why %s: fewer segments, which hold together clearly better",
		                    report_word(r, own->count));
	return arena_printf(r->keep, "Why %s: the judges place it first", report_word(r, own->count));
}

static const char *words(const struct report *r)
{
	const struct cell *own = asked_for(r) ? asked_for(r) : chosen(report_table(r, "votes"));
	double strength = own ? cell_value(&own[STRENGTH]) : NAN;

	if (isnan(strength))
		return "";
	return arena_printf(
		r->keep, "Prediction strength is how often two halves of the customers agree on who belongs together: %s of 1 here, %s.",
		report_say(r, &own[STRENGTH]),
		strength >= CLEAR ? "so these segments are really there"
		: strength >= WEAK
			? "so these segments may be there, and may be one of several good ways to "
			  "cut"
			: "so the customers do not fall into such segments by themselves");
}

#define READING                                                                                    \
	"Place: the mean place that the judges give, 1 is best; without one it was not to be "     \
	"chosen. The gap and the "                                                                 \
	"silhouette are two of the judges; higher is better."

static const char *const heads[COLUMNS] = { "Segments", "", "Place", "Strength", "Gap", "Silhouette" };

/* --- text --- */

void votes_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "votes");

	report_heading(b, "Number of segments", arena_printf(r->keep, "%s.", finding(r)));
	for (size_t c = 0; c < COLUMNS; c++)
		if (c == CHOSEN)
			text_left(b, str_of(""), 8);
		else
			text_right(b, str_of(heads[c]), c ? 12 : 8);
	buf_char(b, '\n');
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		text_right(b, str_of(report_say(r, &row[K])), 8);
		text_left(b, str_of(arena_printf(r->keep, " %s", mark_of(r, row))), 8);
		for (size_t c = PLACE; c < COLUMNS; c++)
			text_right(b, str_of(report_say(r, &row[c])), 12);
		while (b->p[b->n - 1] == ' ')
			b->n--;
		buf_char(b, '\n');
	}
	text_wrap(b, "", "", str_of(READING));
	text_wrap(b, "", "", str_of(words(r)));
}

/* --- html --- */

void votes_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "votes");
	const struct cell *used = asked_for(r) ? asked_for(r) : chosen(t);

	page_section_open(b, "votes", "Number of segments", finding(r));
	if (*words(r))
		html_put(b, "<p>%s</p>\n", words(r));
	buf_text(b, "<p class=\"note\">" READING
	            "</p>\n</div>\n<div class=\"figure\"><table class=\"tight\">\n<caption>Every "
	            "number of segments that was tried</caption>\n<thead><tr>");
	for (size_t c = 0; c < COLUMNS; c++)
		if (c != CHOSEN)
			html_put(b, c ? "<th scope=\"col\" class=\"n\">%s</th>" : "<th scope=\"col\">%s</th>",
			         heads[c]);
	buf_text(b, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		buf_text(b, row == used ? "<tr class=\"chosen\">" : "<tr>");
		html_put(b, "<th scope=\"row\">%s", report_say(r, &row[K]));
		if (*mark_of(r, row))
			html_put(b, " <span class=\"badge\">%s</span>", mark_of(r, row));
		buf_text(b, "</th>");
		for (size_t c = PLACE; c < COLUMNS; c++)
			html_put(b, "<td class=\"n\">%s</td>", report_say(r, &row[c]));
		buf_text(b, "</tr>\n");
	}
	buf_text(b, "</tbody>\n</table></div>\n");
	page_section_close(b);
}
