/* portraits - the tables behind the personas: traits, lifecycle and months of each segment. */
#include <math.h>
#include <stdlib.h>

#include "drawn.h"
#include "privacy.h"
#include "sections.h"
#include "sheet.h"
#include "tsv.h"

/* Only of segments whose size is told. */
static bool told(const struct report *r, struct cell name)
{
	const struct cell *row =
		table_row(report_table(r, "segments"), arena_str(r->keep, name.text).p);

	return name.kind == CELL_TEXT && row && row[SEGMENT_CUSTOMERS].kind == CELL_COUNT;
}

static struct cell name_of(const struct report *r, const struct census_group *g)
{
	struct buf scratch = { 0 };
	struct cell name = cell_text(arena_str(r->keep, tsv_text(g->name, &scratch)).p);

	buf_release(&scratch);
	if (!g->name.n)
		name.kind = CELL_LABEL;
	return name;
}

/* --- traits --- */

struct ranked {
	size_t trait;
	double strength;
};

static int strongest_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->strength != y->strength)
		return x->strength < y->strength ? 1 : -1;
	return (x->trait > y->trait) - (x->trait < y->trait);
}

static void put_traits(struct table *t, const struct report *r, const struct census *c,
                       const struct str *names, size_t group)
{
	struct ranked order[CENSUS_TRAITS];
	size_t n = 0;

	for (size_t i = 0; i < c->traits; i++) {
		const struct spread *own = &c->trait[i].group[group];

		if (!isnan(own->v_test) && own->n >= r->set.min_cell)
			order[n++] = (struct ranked){ i, fabs(own->v_test) };
	}
	if (n)
		qsort(order, n, sizeof(*order), strongest_first);
	for (size_t k = 0; k < n; k++) {
		const struct spreads_column *trait = &c->trait[order[k].trait];
		const struct spread *own = &trait->group[group], *all = &trait->all;
		const char *column = names[trait->column].p;
		struct cell *row = table_add(t);

		row[TRAIT_SEGMENT] = name_of(r, &c->group[group]);
		row[TRAIT_NAME] = cell_text(column);
		row[TRAIT_MEDIAN] = cell_number(own->median, report_unit(r, column));
		row[TRAIT_ALL] = cell_number(all->median, report_unit(r, column));
		if (all->median > 0 && own->median >= 0)
			row[TRAIT_INDEX] = cell_number(100 * own->median / all->median, UNIT_INDEX);
		row[TRAIT_V_TEST] = cell_number(own->v_test, UNIT_RATIO);
	}
}

void personas_measure(struct table *t, struct report *r, const struct sources *s)
{
	static const char *const columns[] = { "segment",       "trait", "median",
		                               "median_of_all", "index", "v_test" };

	table_init(t, r->keep, columns, TRAIT_COLUMNS);
	t->keys = 2;
	for (size_t i = 0; i < s->census->groups; i++)
		if (told(r, name_of(r, &s->census->group[i])))
			put_traits(t, r, s->census, s->customers->in->header.name, i);
}

/* --- lifecycle --- */

const char *const stages[CENSUS_STAGES] = { "new", "active", "slowing", "lapsed" };

void lifecycle_measure(struct table *t, struct report *r, const struct sources *s)
{
	static const char *const columns[] = { "segment", "stage", "customers", "share" };

	table_init(t, r->keep, columns, STAGE_COLUMNS);
	t->keys = 2;
	for (size_t i = 0; i < s->census->groups && s->census->has_stages; i++) {
		const struct census_group *g = &s->census->group[i];
		enum protect mark[CENSUS_STAGES];
		uint64_t all = 0;

		for (size_t k = 0; k < CENSUS_STAGES; k++)
			all += g->stage[k];
		if (!told(r, name_of(r, g)) || all < r->set.min_cell)
			continue;
		if (!protect_list(mark, g->stage, CENSUS_STAGES, r->set.min_cell))
			continue; /* the size of the segment is told, and would give them away */
		for (size_t k = 0; k < CENSUS_STAGES; k++) {
			struct cell *row = table_add(t);

			row[STAGE_SEGMENT] = name_of(r, g);
			row[STAGE_NAME] = cell_text(stages[k]);
			row[STAGE_CUSTOMERS] = cell_protected(g->stage[k], mark[k], r->set.min_cell);
			if (mark[k] == PROTECT_SHOWN)
				row[STAGE_SHARE] =
					cell_number((double)g->stage[k] / (double)all, UNIT_SHARE);
		}
	}
}

/* --- months --- */

/* Segments by months: what all did in a month is told, and what a segment did in all of them. NULL: nothing may be. */
static const enum protect *protect_spans(const struct report *r, const struct timeline *line, size_t groups)
{
	size_t cells = groups * line->months;
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, cells + 1);
	enum protect *mark = ARENA_ARRAY(r->keep, enum protect, cells + 1);

	for (size_t i = 0; i < cells; i++)
		count[i] = line->sum[i].customers;
	return sheet_table(mark, count, groups, line->months, r->set.min_cell) ? mark : NULL;
}

/* Whether the sum of all segments may be told. */
static bool month_told(const struct report *r, size_t month)
{
	const struct table *months = report_table(r, "months");

	return month < months->rows && table_at(months, month, 1)->kind == CELL_COUNT;
}

static void put_span(struct table *t, const struct report *r, const struct timeline *line,
                     const struct census_group *g, size_t cell, enum protect mark)
{
	const struct period_kind *month = period_kind_find("month");
	size_t m = cell % line->months;
	struct cell *row = table_add(t);

	row[SPAN_SEGMENT] = name_of(r, g);
	row[SPAN_MONTH] = cell_day(r->keep, month->start(line->first + (int32_t)m));
	if (!month_told(r, m))
		return; /* the segments would add up to what is hidden */
	row[SPAN_CUSTOMERS] = cell_protected(line->sum[cell].customers, mark, r->set.min_cell);
	if (mark == PROTECT_SHOWN && privacy_parts_told(r))
		row[SPAN_REVENUE] = cell_money((struct exact){ line->sum[cell].amount });
}

void segment_months_measure(struct table *t, struct report *r, const struct sources *s)
{
	static const char *const columns[] = { "segment", "month", "customers", "revenue" };
	const struct timeline *line = s->timeline;
	const enum protect *mark;

	table_init(t, r->keep, columns, SPAN_COLUMNS);
	t->keys = 2;
	if (!line || !line->months)
		return;
	mark = protect_spans(r, line, s->census->groups);
	for (size_t i = 0; mark && i < s->census->groups * line->months; i++)
		if (told(r, name_of(r, &s->census->group[i / line->months])))
			put_span(t, r, line, &s->census->group[i / line->months], i, mark[i]);
}
