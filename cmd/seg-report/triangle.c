/* triangle - which cells of the triangle of cohorts are told, and which months beside them. */
#include "triangle.h"

#include "sheet.h"

/* Months that are too small to be told, and others beside them: all orders are told, so the orders of a single month
 * could be what is missing. NULL: too few are left to hide among. */
static enum protect *months_of(struct report *r, const struct timeline *line)
{
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, line->months + 1);
	enum protect *mark = ARENA_ARRAY(r->keep, enum protect, line->months + 1);

	for (size_t i = 0; i < line->months; i++)
		count[i] = line->sum_of_all[i].customers;
	return protect_list(mark, count, line->months, r->set.min_cell) ? mark : NULL;
}

/* The whole months that a period has a day in, from `first` on. */
static size_t months_in(const struct report *r, const struct timeline *line, int32_t period, size_t *first)
{
	const struct period_kind *month = period_kind_find("month");
	int32_t from = month->of(r->set.cohort->start(period)) - line->first,
		to = month->of(r->set.cohort->start(period + 1) - 1) - line->first;

	from = from < 0 ? 0 : from;
	to = to < (int32_t)line->months ? to : (int32_t)line->months - 1;
	*first = (size_t)from;
	return to < from ? 0 : (size_t)(to - from) + 1;
}

/* A row for every age of all but the first cohort, whose sums are told, and row 0 for the ages of the first; a column for
 * every period behind the first one. Age 0 is the size of a cohort, told elsewhere. */
struct layout {
	size_t columns;
	int32_t base; /* the period of column 0 */
};

static size_t place_of(const struct layout *l, const struct triangle *t, size_t k, size_t age)
{
	return (k ? age : 0) * l->columns + (size_t)(t->cohorts.cohort[k].last + (int32_t)age - l->base);
}

static void mark_cells(struct triangle *t, struct report *r, const struct timeline *line)
{
	const struct cohorts *c = &t->cohorts;
	struct layout l = { 1, c->n ? c->cohort[0].last + 1 : 0 };
	struct sheet s = { .rows = c->ages + 1, .least = r->set.min_cell };
	uint64_t *count, *most, *events;

	for (size_t k = 0; k < c->n; k++) {
		int32_t end = c->cohort[k].last + (int32_t)c->cohort[k].ages - l.base;

		if (end > 0 && (size_t)end > l.columns)
			l.columns = (size_t)end;
	}
	count = ARENA_ARRAY(r->keep, uint64_t, s.rows * l.columns);
	most = ARENA_ARRAY(r->keep, uint64_t, s.rows * l.columns);
	events = ARENA_ARRAY(r->keep, uint64_t, s.rows * l.columns);
	s.mark = ARENA_ARRAY(r->keep, enum protect, s.rows * l.columns);
	s.column_told = ARENA_ARRAY(r->keep, bool, l.columns);
	s.count = count;
	s.most = most;
	s.events = events;
	s.columns = l.columns;
	for (size_t i = 0, first; i < l.columns; i++)
		for (size_t n = months_in(r, line, l.base + (int32_t)i, &first); n-- > 0;)
			s.column_told[i] |= t->month && t->month[first + n] == PROTECT_SHOWN;
	for (size_t k = 0; k < c->n; k++)
		for (size_t age = 1; age < c->cohort[k].ages; age++) {
			count[place_of(&l, t, k, age)] = c->cohort[k].cell[age].active;
			most[place_of(&l, t, k, age)] = c->cohort[k].customers;
			events[place_of(&l, t, k, age)] = c->cohort[k].cell[age].orders;
		}
	for (size_t age = 1; age < c->ages; age++)
		t->all[age] = c->all.cell[age].active == 0 || c->all.cell[age].active >= s.least;
	s.row_told = t->all; /* nobody adds up the first cohort */
	t->told = sheet_protect(&s);
	for (size_t k = 0; k < c->n; k++)
		for (size_t age = 1; age < c->cohort[k].ages; age++)
			t->mark[k * c->ages + age] = s.mark[place_of(&l, t, k, age)];
	for (size_t i = 0, first; i < l.columns && t->month && t->told; i++)
		for (size_t n = s.column_told[i] ? 0 : months_in(r, line, l.base + (int32_t)i, &first);
		     n-- > 0;)
			if (t->month[first + n] == PROTECT_SHOWN)
				t->month[first + n] = PROTECT_MANY;
}

const struct triangle *triangle_of(struct report *r, const struct sources *s)
{
	struct triangle *t = r->privacy.triangle;
	const struct timeline *line = s->timeline;
	uint64_t *count;

	if (t || !line || !line->any)
		return t;
	t = r->privacy.triangle = ARENA_ARRAY(r->keep, struct triangle, 1);
	cohort_result(&t->cohorts, r->keep, &line->cohorts, r->set.min_cell);
	t->mark = ARENA_ARRAY(r->keep, enum protect, t->cohorts.n * t->cohorts.ages + 1);
	t->all = ARENA_ARRAY(r->keep, bool, t->cohorts.ages + 1);
	t->month = months_of(r, line);
	mark_cells(t, r, line);
	t->all[0] = true;
	count = ARENA_ARRAY(r->keep, uint64_t, line->months + 1);
	for (size_t i = 0; i < line->months; i++)
		count[i] = line->sum_of_all[i].customers;
	if (t->month && !protect_more(t->month, count, line->months, r->set.min_cell))
		t->month = NULL;
	return t;
}

bool triangle_open(const struct triangle *t, size_t k)
{
	for (size_t age = 1; age < t->cohorts.cohort[k].ages; age++)
		if (triangle_mark(t, k, age) != PROTECT_SHOWN)
			return false;
	return true;
}
