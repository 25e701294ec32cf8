/* findings - what stands out, in three sentences at most. */
#include "findings.h"

#include <math.h>
#include <stdlib.h>

#include "html.h"
#include "sections.h"
#include "text.h"

enum { FINDING, SECTION_NAME, STAKE, DISTANCE, SCORE, SENTENCE, DETAIL, COLUMNS };

static const char *const columns[COLUMNS] = { "finding", "section",  "stake", "distance",
	                                      "score",   "sentence", "detail" };

#define MOST 16 /* finders */

struct candidate {
	const char *name;
	struct finding f;
	double score;
	size_t place; /* among the finders */
};

/* Equal ones stand in the order of the sections. */
static int highest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->place > y->place) - (x->place < y->place);
}

static bool has_section(const struct table *t, const char *section)
{
	for (size_t i = 0; i < t->rows; i++)
		if (str_is(table_at(t, i, SECTION_NAME)->text, section))
			return true;
	return false;
}

static void put(struct table *t, const struct candidate *c)
{
	struct cell *row = table_add(t);

	row[FINDING] = cell_text(c->name);
	row[SECTION_NAME] = cell_text(c->f.section);
	row[STAKE] = cell_number(c->f.stake, UNIT_SHARE);
	row[DISTANCE] = cell_number(c->f.distance, UNIT_SHARE);
	row[SCORE] = cell_number(c->score, UNIT_RATIO);
	row[SENTENCE] = cell_text(c->f.sentence);
	row[DETAIL] = cell_text(c->f.detail);
}

/* The score is the money at stake times how far it is from no effect. */
void findings_measure(struct table *t, struct report *r, const struct sources *s)
{
	struct drawn d = drawn_make(r);
	struct candidate c[MOST];
	size_t n = 0;

	(void)s;
	table_init(t, r->keep, columns, COLUMNS);
	for (size_t i = 0; finders[i].name && n < MOST; i++) {
		struct finding f = finders[i].find(r, &d);

		f.stake = fmin(fmax(f.stake, 0), 1);
		f.distance = fmin(fmax(f.distance, 0), 1);
		if (f.sentence && f.stake * f.distance >= FINDING_LEAST)
			c[n++] = (struct candidate){ finders[i].name, f, f.stake * f.distance, i };
	}
	if (n)
		qsort(c, n, sizeof(*c), highest_first);
	for (size_t i = 0; i < n && t->rows < FINDINGS; i++)
		if (!has_section(t, c[i].f.section))
			put(t, &c[i]);
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
