/* findings - what stands out, in three sentences at most. */
#include <math.h>
#include <stdlib.h>

#include "drawn.h"
#include "html.h"
#include "sections.h"
#include "text.h"

enum { FINDING, CUSTOMERS_SHARE, VALUE_SHARE, SCORE, SENTENCE, DETAIL, COLUMNS };

static const char *const columns[COLUMNS] = { "finding", "customers_share", "revenue_share",
	                                      "score",   "sentence",        "detail" };

/* A finding that brings no more than its customers' share is none. */
#define LEAST 0.1

static void add(struct table *t, const char *name, double customers, double value,
                const char *sentence, const char *detail)
{
	struct cell *row;

	if (!(value - customers >= LEAST))
		return;
	row = table_add(t);
	row[FINDING] = cell_text(name);
	row[CUSTOMERS_SHARE] = cell_number(customers, UNIT_SHARE);
	row[VALUE_SHARE] = cell_number(value, UNIT_SHARE);
	row[SCORE] = cell_number(value - customers, UNIT_RATIO);
	row[SENTENCE] = cell_text(sentence);
	row[DETAIL] = cell_text(detail);
}

/* "One customer in six" when that is within a tenth of the share, else "16% of customers". */
static const char *customers_in_words(struct report *r, const struct cell *share, bool *one)
{
	double n = round(1 / share->number);

	*one = n >= 2 && n <= 12 && fabs(1 / n - share->number) <= 0.1 * share->number;
	if (*one)
		return arena_printf(r->keep, "One customer in %s", report_word(r, (uint64_t)n));
	return arena_printf(r->keep, "%s of customers", report_say(r, share));
}

static void add_share(struct table *t, struct report *r, const struct drawn *d)
{
	const struct cell *top = d->rows ? d->segment[0].cell : NULL;
	const char *who, *detail;
	bool one;

	if (!top || top->kind == CELL_LABEL || top[SEGMENT_VALUE_SHARE].kind == CELL_MISSING)
		return;
	who = customers_in_words(r, &top[SEGMENT_SHARE], &one);
	detail = arena_printf(r->keep, "%s: %s customers", drawn_capital(r, d->segment[0].name),
	                      report_say(r, &top[SEGMENT_CUSTOMERS]));
	for (size_t k = 0; k < d->typicals; k++)
		if (top[SEGMENT_TYPICAL + d->typical[k]].unit == UNIT_MONEY)
			detail = arena_printf(r->keep, "%s. The typical one brings %s", detail,
			                      report_say(r, &top[SEGMENT_TYPICAL + d->typical[k]]));
	add(t, "share", top[SEGMENT_SHARE].number, top[SEGMENT_VALUE_SHARE].number,
	    arena_printf(r->keep, "%s bring%s %s of revenue.", who, one ? "s" : "",
	                 report_say(r, &top[SEGMENT_VALUE_SHARE])),
	    arena_printf(r->keep, "%s.", detail));
}

static void add_concentration(struct table *t, struct report *r)
{
	const struct table *curve = report_table(r, "concentration");
	const struct cell *half = report_measured(r, "overview", "customers_for_half_of_revenue");
	const char *n = report_say(r, half);

	for (size_t i = 0; i < curve->rows; i++) {
		const struct cell *row = table_at(curve, i, 0);

		if (row[0].number != 0.2)
			continue;
		if (half->kind == CELL_FEW)
			n = arena_printf(r->keep, "fewer than %s", n + 1);
		else if (half->count < row[1].count)
			n = arena_printf(r->keep, "only %s", n);
		add(t, "concentration", row[2].number, row[3].number,
		    arena_printf(r->keep, "The top 20%% of customers bring %s of revenue.",
		                 report_say(r, &row[3])),
		    arena_printf(r->keep, "That is %s people. Half of the revenue comes from %s.",
		                 report_say(r, &row[1]), n));
	}
}

static int highest_first(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	return (x[SCORE].number < y[SCORE].number) - (x[SCORE].number > y[SCORE].number);
}

/* The score is the money at stake over all of it, less what as many customers would bring if all were alike. */
void findings_measure(struct table *t, struct report *r, const struct sources *s)
{
	struct drawn d = drawn_make(r);

	(void)s;
	table_init(t, r->keep, columns, COLUMNS);
	add_share(t, r, &d);
	if (d.leaders > 1) /* one that leads is the finding above */
		add(t, "segments", d.leaders_share, d.leaders_value,
		    arena_printf(r->keep, "%s.", d.finding), d.contrast);
	add_concentration(t, r);
	if (t->rows)
		qsort(t->cell, t->rows, t->columns * sizeof(*t->cell), highest_first);
}

bool findings_there(const struct report *r)
{
	return report_table(r, "findings")->rows > 0;
}

void findings_text(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "findings");

	buf_char(b, '\n');
	for (size_t i = 0; i < t->rows; i++) {
		text_wrap(b, arena_printf(r->keep, "%zu. ", i + 1), "   ",
		          str_of(report_say(r, table_at(t, i, SENTENCE))));
		text_wrap(b, "   ", "   ", str_of(report_say(r, table_at(t, i, DETAIL))));
	}
}

void findings_html(struct buf *b, const struct report *r)
{
	const struct table *t = report_table(r, "findings");

	buf_text(b, "<div class=\"lead\" id=\"findings\" role=\"region\" aria-label=\"The "
	            "findings\">\n");
	for (size_t i = 0; i < t->rows; i++)
		html_put(b, "<p><b>%s</b> %s</p>\n", report_say(r, table_at(t, i, SENTENCE)),
		         report_say(r, table_at(t, i, DETAIL)));
	buf_text(b, "</div>\n");
}
