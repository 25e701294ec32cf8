/* cohort - who began together, and what they did afterwards. */
#include "cohort.h"

/* Where the customer whose entries begin at i begins; false when there is no order at all. */
static bool start_of(const struct cohort_activity *a, size_t n, size_t i, int32_t *start)
{
	for (size_t j = i; j < n && a[j].customer == a[i].customer; j++)
		if (a[j].orders) {
			*start = a[j].period;
			return true;
		}
	return false;
}

static size_t end_of(const struct cohort_activity *a, size_t n, size_t i)
{
	size_t j = i;

	while (j < n && a[j].customer == a[i].customer)
		j++;
	return j;
}

static bool span(const struct cohort_activity *a, size_t n, int32_t to, int32_t *first)
{
	bool any = false;

	for (size_t i = 0; i < n; i = end_of(a, n, i)) {
		int32_t start;

		if (!start_of(a, n, i, &start) || start > to)
			continue;
		if (!any || start < *first)
			*first = start;
		any = true;
	}
	return any;
}

/* One customer into the cohort of where he begins. */
static void add(struct cohort *c, const struct cohort_activity *a, size_t n, int32_t start, int32_t to)
{
	int32_t latest = -1;

	c->customers++;
	for (size_t i = 0; i < n && a[i].period <= to; i++) {
		struct cohort_cell *cell = &c->cell[a[i].period > start ? a[i].period - start : 0];

		cell->amount += a[i].amount;
		cell->orders += a[i].orders;
		if (a[i].orders) {
			cell->active++;
			latest = a[i].period - start;
		}
	}
	for (int32_t age = 0; age <= latest; age++)
		c->cell[age].later++;
}

static void add_cell(struct cohort_cell *to, const struct cohort_cell *from)
{
	to->active += from->active;
	to->later += from->later;
	to->orders += from->orders;
	to->amount += from->amount;
}

/* The later cohort takes the earlier one in, as far as it was itself followed. */
static void join(struct cohort *into, const struct cohort *from)
{
	into->first = from->first;
	into->customers += from->customers;
	for (size_t age = 0; age < into->ages; age++)
		add_cell(&into->cell[age], &from->cell[age]);
}

static void average(struct cohorts *out, struct arena *keep)
{
	out->all = (struct cohort){ .cell = ARENA_ARRAY(keep, struct cohort_cell, out->ages + 1) };
	out->followed = ARENA_ARRAY(keep, uint64_t, out->ages + 1);
	for (size_t k = 1; k < out->n; k++) {
		const struct cohort *c = &out->cohort[k];

		out->all.customers += c->customers;
		for (size_t age = 0; age < c->ages; age++) {
			add_cell(&out->all.cell[age], &c->cell[age]);
			out->followed[age] += c->customers;
		}
		if (c->ages > out->all.ages)
			out->all.ages = c->ages;
	}
}

void cohorts_fit(struct cohorts *out, struct arena *keep, const struct cohort_activity *a, size_t n,
                 int32_t to, uint64_t least)
{
	int32_t first = 0;
	size_t periods;

	*out = (struct cohorts){ 0 };
	if (!span(a, n, to, &first)) {
		average(out, keep);
		return;
	}
	periods = (size_t)(to - first) + 1;
	out->cohort = ARENA_ARRAY(keep, struct cohort, periods);
	for (size_t k = 0; k < periods; k++) {
		int32_t period = first + (int32_t)k;

		out->cohort[k] = (struct cohort){ period, period, 0,
			                          ARENA_ARRAY(keep, struct cohort_cell, periods - k),
			                          periods - k };
	}
	for (size_t i = 0, next; i < n; i = next) {
		int32_t start;

		next = end_of(a, n, i);
		if (start_of(a, n, i, &start) && start <= to)
			add(&out->cohort[start - first], a + i, next - i, start, to);
	}
	for (size_t k = 0; k < periods; k++) {
		struct cohort *c = &out->cohort[k];

		if (!c->customers)
			continue;
		if (c->customers < least && k + 1 < periods) {
			join(c + 1, c);
			continue;
		}
		out->cohort[out->n++] = *c;
		if (c->ages > out->ages)
			out->ages = c->ages;
	}
	average(out, keep);
}
