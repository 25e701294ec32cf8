/* cohorts - who began together, and how many of them order again. */
#include "cohorts.h"

#include "fair.h"
#include "privacy.h"
#include "sections.h"
#include "triangle.h"

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

static void put_share(struct cell *row, uint64_t hits, uint64_t of, double confidence)
{
	struct fair_estimate rate = fair_rate(hits, of, confidence);

	row[COHORTS_SHARE] = cell_number(rate.value, UNIT_SHARE);
	row[COHORTS_LOWER] = cell_number(rate.low, UNIT_SHARE);
	row[COHORTS_UPPER] = cell_number(rate.high, UNIT_SHARE);
}

/* What is known of a cell, and how much of it may be told. */
struct shown {
	const struct cohort_cell *cell;
	uint64_t customers;
	enum protect active;
	bool later; /* in a cohort of which nothing is hidden: what is left later tells of what was before */
	bool so_far;
	__int128 amount; /* up to this age */
};

static void put_cell(struct table *t, const struct report *r, const struct shown *s)
{
	struct cell *row = &t->cell[(t->rows - 1) * t->columns];

	row[COHORTS_CUSTOMERS] = cell_count(s->customers, r->set.min_cell);
	row[COHORTS_ACTIVE] = cell_protected(s->cell->active, s->active, r->set.min_cell);
	if (s->later) {
		row[COHORTS_LATER] = cell_count(s->cell->later, 0);
		row[COHORTS_LATER_SHARE] =
			cell_number((double)s->cell->later / (double)s->customers, UNIT_SHARE);
	}
	if (s->active != PROTECT_SHOWN)
		return;
	put_share(row, s->cell->active, s->customers, r->set.confidence);
	row[COHORTS_ORDERS] = cell_count(s->cell->orders, 0);
	if (!privacy_parts_told(r))
		return;
	row[COHORTS_REVENUE] = cell_money((struct exact){ s->cell->amount });
	if (s->so_far)
		row[COHORTS_SO_FAR] = cell_number(
			exact_double((struct exact){ s->amount }) / (double)s->customers, UNIT_MONEY);
}

/* All but the first: each age over those who were followed that long, so money adds up to no `so far`. */
static void put_all(struct table *t, struct report *r, const struct triangle *told)
{
	const struct cohorts *c = &told->cohorts;
	bool open = true;

	for (size_t k = 1; k < c->n; k++)
		open &= triangle_open(told, k);
	for (size_t age = 0; age < (told->told ? c->all.ages : 1); age++) {
		struct cell *row;

		if (c->followed[age] < r->set.min_cell)
			break;
		row = table_add(t);
		row[COHORTS_FROM] = (struct cell){ .kind = CELL_LABEL, .text = str_of(ALL) };
		row[COHORTS_AGE] = cell_count(age, 0);
		row[COHORTS_CUSTOMERS] = cell_count(c->followed[age], 0);
		if (!told->all[age])
			continue;
		put_cell(t, r,
		         &(struct shown){ &c->all.cell[age], c->followed[age], PROTECT_SHOWN,
		                          told->told && open, false, 0 });
	}
}

static void put_cohort(struct table *t, struct report *r, const struct triangle *told, size_t k)
{
	const struct cohort *own = &told->cohorts.cohort[k];
	struct shown s = { .customers = own->customers,
		           .later = told->told && triangle_open(told, k),
		           .so_far = true };

	for (size_t age = 0; age < (told->told ? own->ages : 1); age++) {
		struct cell *row = table_add(t);

		row[COHORTS_FROM] = cell_day(r->keep, r->set.cohort->start(own->first));
		row[COHORTS_TO] = cell_day(r->keep, r->set.cohort->start(own->last + 1) - 1);
		row[COHORTS_AGE] = cell_count(age, 0);
		row[COHORTS_CUSTOMERS] = cell_count(own->customers, r->set.min_cell);
		if (own->customers < r->set.min_cell)
			return; /* the last ones, too few: nothing of them but that */
		s.cell = &own->cell[age];
		s.active = triangle_mark(told, k, age);
		s.amount += s.cell->amount;
		s.so_far &= s.active == PROTECT_SHOWN;
		put_cell(t, r, &s);
	}
}

void cohorts_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct triangle *told = triangle_of(r, s);

	table_init(t, r->keep, columns, COHORTS_COLUMNS);
	t->keys = COHORTS_TO;
	if (!told)
		return;
	put_all(t, r, told);
	for (size_t k = 0; k < told->cohorts.n; k++)
		put_cohort(t, r, told, k);
}
