/* second - how long until the second order, by what the first one brought. */
#include "second.h"

#include "privacy.h"
#include "sections.h"

enum { MEASURE, VALUE, TEST_COLUMNS };

static const char *const columns[SECOND_COLUMNS] = { "first_order", "day",   "above", "up_to",
	                                             "followed",    "share", "lower", "upper" };
static const char *const test_columns[TEST_COLUMNS] = { "measure", "value" };
static const char *const names[] = { "small", "middle", "large" };

#define LEAST REPORT_FOLLOWED

static void put_curve(struct table *t, struct report *r, const struct timeline_second *s, size_t g)
{
	struct survival_curve curve;

	survival_fit(&curve, r->keep, s->subject, s->n, (uint32_t)g, r->set.confidence);
	for (size_t i = 0; i < curve.points && curve.point[i].at_risk >= LEAST; i++) {
		const struct survival_point *p = &curve.point[i];
		struct cell *row;

		if (!p->events)
			continue;
		row = table_add(t);
		row[SECOND_GROUP] = cell_text(s->groups > 1 ? names[g] : "all");
		if (s->groups > 1 && g > 0 && privacy_parts_told(r))
			row[SECOND_ABOVE] = cell_money((struct exact){ s->most[g - 1] });
		if (s->groups > 1 && g + 1 < s->groups && privacy_parts_told(r))
			row[SECOND_UP_TO] = cell_money((struct exact){ s->most[g] });
		row[SECOND_DAY] = cell_count((uint64_t)p->time, 0);
		row[SECOND_FOLLOWED] = cell_count(p->at_risk, 0);
		row[SECOND_SHARE] = cell_number(1 - p->share, UNIT_SHARE);
		row[SECOND_LOWER] = cell_number(1 - p->high, UNIT_SHARE);
		row[SECOND_UPPER] = cell_number(1 - p->low, UNIT_SHARE);
	}
}

static const struct timeline_second *second_of(const struct sources *s)
{
	return s->timeline && s->timeline->second.n >= LEAST ? &s->timeline->second : NULL;
}

void second_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct timeline_second *second = second_of(s);

	table_init(t, r->keep, columns, SECOND_COLUMNS);
	t->keys = SECOND_ABOVE;
	for (size_t g = second ? second->groups : 0; g-- > 0;)
		put_curve(t, r, second, g);
}

static void add(struct table *t, const char *measure, struct cell value)
{
	struct cell *row = table_add(t);

	row[MEASURE] = cell_text(measure);
	row[VALUE] = value;
}

void log_rank_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct timeline_second *second = second_of(s);
	struct survival_test test;

	table_init(t, r->keep, test_columns, TEST_COLUMNS);
	if (!second)
		return;
	test = survival_log_rank(second->subject, second->n, second->groups);
	add(t, "customers", cell_count(second->n, r->set.min_cell));
	add(t, "chi_square", cell_number(test.statistic, UNIT_PLAIN));
	add(t, "degrees_of_freedom", cell_number(test.df, UNIT_PLAIN));
	add(t, "p", cell_number(test.p, UNIT_PLAIN));
}
