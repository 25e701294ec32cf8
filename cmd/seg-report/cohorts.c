/* cohorts - who began together, and how many of them order again. */
#include "cohorts.h"

#include "cohort.h"
#include "fair.h"
#include "privacy.h"
#include "sections.h"

static const char *const columns[COHORTS_COLUMNS] = { "cohort",
	                                              "age",
	                                              "cohort_to",
	                                              "customers",
	                                              "active",
	                                              "share",
	                                              "lower",
	                                              "upper",
	                                              "active_or_later",
	                                              "active_or_later_share",
	                                              "orders",
	                                              "revenue",
	                                              "revenue_per_customer_so_far" };

#define ALL "all but the first"

/* What may be told of each cohort at one age; the first is in no total. */
struct marks {
	enum protect *active, *later;
	bool all_active, all_later; /* whether the total may be told */
};

static struct marks marks_at(struct report *r, const struct cohorts *c, size_t age)
{
	struct marks m = { ARENA_ARRAY(r->keep, enum protect, c->n + 1),
		           ARENA_ARRAY(r->keep, enum protect, c->n + 1), true, true };
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, c->n + 1);

	for (int later = 0; later < 2; later++) {
		for (size_t k = 0; k < c->n; k++) {
			const struct cohort_cell *cell = &c->cohort[k].cell[age];

			count[k] = age >= c->cohort[k].ages ? 0
			           : later                  ? cell->later
			                                    : cell->active;
		}
		(later ? m.later : m.active)[0] = PROTECT_SHOWN;
		if (c->n && count[0] && count[0] < r->set.min_cell)
			(later ? m.later : m.active)[0] = PROTECT_FEW;
		*(later ? &m.all_later : &m.all_active) =
			protect_list((later ? m.later : m.active) + 1, count + 1,
		                     c->n ? c->n - 1 : 0, r->set.min_cell);
	}
	return m;
}

static void put_share(struct cell *row, uint64_t hits, uint64_t of, double confidence)
{
	struct fair_estimate rate = fair_rate(hits, of, confidence);

	row[COHORTS_SHARE] = cell_number(rate.value, UNIT_SHARE);
	row[COHORTS_LOWER] = cell_number(rate.low, UNIT_SHARE);
	row[COHORTS_UPPER] = cell_number(rate.high, UNIT_SHARE);
}

/* One cell of the triangle; `so_far` is the running sum, and `whole` whether all of it may be told. */
static void put_cell(struct table *t, const struct report *r, const struct cohort_cell *cell,
                     uint64_t customers, enum protect active, enum protect later, bool whole,
                     __int128 so_far)
{
	struct cell *row = &t->cell[(t->rows - 1) * t->columns];

	row[COHORTS_CUSTOMERS] = cell_count(customers, r->set.min_cell);
	row[COHORTS_ACTIVE] = cell_protected(cell->active, active, r->set.min_cell);
	row[COHORTS_LATER] = cell_protected(cell->later, later, r->set.min_cell);
	if (later == PROTECT_SHOWN)
		row[COHORTS_LATER_SHARE] =
			cell_number((double)cell->later / (double)customers, UNIT_SHARE);
	if (active != PROTECT_SHOWN)
		return;
	put_share(row, cell->active, customers, r->set.confidence);
	row[COHORTS_ORDERS] = cell_count(cell->orders, 0);
	if (!privacy_parts_told(r))
		return;
	row[COHORTS_REVENUE] = cell_money((struct exact){ cell->amount });
	if (whole)
		row[COHORTS_SO_FAR] = cell_number(
			exact_double((struct exact){ so_far }) / (double)customers, UNIT_MONEY);
}

/* All but the first: each age over those who were followed that long, so money adds up to no `so far`. */
static void put_all(struct table *t, struct report *r, const struct cohorts *c, const struct marks *m)
{
	for (size_t age = 0; age < c->all.ages; age++) {
		struct cell *row = table_add(t);

		if (c->followed[age] < r->set.min_cell) {
			t->rows--;
			break;
		}
		row[COHORTS_FROM] = (struct cell){ .kind = CELL_LABEL, .text = str_of(ALL) };
		row[COHORTS_AGE] = cell_count(age, 0);
		put_cell(t, r, &c->all.cell[age], c->followed[age],
		         m[age].all_active ? PROTECT_SHOWN : PROTECT_MANY,
		         m[age].all_later ? PROTECT_SHOWN : PROTECT_MANY, false, 0);
	}
}

static void put_cohort(struct table *t, struct report *r, const struct cohorts *c, size_t k,
                       const struct marks *m)
{
	const struct cohort *own = &c->cohort[k];
	__int128 so_far = 0;
	bool whole = true;

	for (size_t age = 0; age < own->ages; age++) {
		struct cell *row = table_add(t);

		row[COHORTS_FROM] = cell_day(r->keep, r->set.cohort->start(own->first));
		row[COHORTS_TO] = cell_day(r->keep, r->set.cohort->start(own->last + 1) - 1);
		row[COHORTS_AGE] = cell_count(age, 0);
		row[COHORTS_CUSTOMERS] = cell_count(own->customers, r->set.min_cell);
		if (own->customers < r->set.min_cell)
			return; /* the last ones, too few: nothing of them but that */
		so_far += own->cell[age].amount;
		whole &= m[age].active[k] == PROTECT_SHOWN;
		put_cell(t, r, &own->cell[age], own->customers, m[age].active[k], m[age].later[k],
		         whole, so_far);
	}
}

void cohorts_measure(struct table *t, struct report *r, const struct sources *s)
{
	struct arena scratch = { 0 };
	struct cohorts c;
	struct marks *m;

	table_init(t, r->keep, columns, COHORTS_COLUMNS);
	t->keys = COHORTS_TO;
	if (!s->timeline || !s->timeline->any)
		return;
	cohort_result(&c, &scratch, &s->timeline->cohorts, r->set.min_cell);
	m = ARENA_ARRAY(&scratch, struct marks, c.ages + 1);
	for (size_t age = 0; age < c.ages; age++)
		m[age] = marks_at(r, &c, age);
	put_all(t, r, &c, m);
	for (size_t k = 0; k < c.n; k++)
		put_cohort(t, r, &c, k, m);
	arena_release(&scratch);
}
