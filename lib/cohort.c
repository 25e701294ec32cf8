/* cohort - who began together, and what they did afterwards. */
#include "cohort.h"

#include "exact.h"

static size_t periods_of(const struct cohort_state *s)
{
	return s->to < s->first ? 0 : (size_t)(s->to - s->first) + 1;
}

/* The cells of those who began k periods after the first. */
static struct cohort_cell *cells_of(const struct cohort_state *s, size_t k)
{
	return s->cell + k * periods_of(s) - (k ? k * (k - 1) / 2 : 0);
}

void cohort_init(struct cohort_state *s, struct arena *keep, int32_t first, int32_t to)
{
	size_t n;

	*s = (struct cohort_state){ first, to, NULL, NULL };
	n = periods_of(s);
	s->customers = ARENA_ARRAY(keep, uint64_t, n + 1);
	s->cell = ARENA_ARRAY(keep, struct cohort_cell, n * (n + 1) / 2 + 1);
}

void cohort_add(struct cohort_state *s, const struct cohort_activity *a, size_t n)
{
	struct cohort_cell *cell;
	int32_t start, latest = 0;

	if (!n || !a[0].orders || a[0].period > s->to)
		return;
	start = a[0].period;
	cell = cells_of(s, (size_t)(start - s->first));
	s->customers[start - s->first]++;
	for (size_t i = 0; i < n; i++) {
		struct cohort_cell *at = &cell[a[i].period > start ? a[i].period - start : 0];

		if (a[i].period > s->to)
			continue;
		at->amount = exact_wrap(at->amount, a[i].amount);
		at->orders += a[i].orders;
		if (a[i].orders) {
			at->active++;
			latest = a[i].period - start;
		}
	}
	for (int32_t age = 0; age <= latest; age++)
		cell[age].later++;
}

static void add_cell(struct cohort_cell *to, const struct cohort_cell *from)
{
	to->active += from->active;
	to->later += from->later;
	to->orders += from->orders;
	to->amount = exact_wrap(to->amount, from->amount);
}

void cohort_merge(struct cohort_state *s, const struct cohort_state *other)
{
	size_t n = periods_of(s);

	for (size_t k = 0; k < n; k++)
		s->customers[k] += other->customers[k];
	for (size_t i = 0; i < n * (n + 1) / 2; i++)
		add_cell(&s->cell[i], &other->cell[i]);
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

void cohort_result(struct cohorts *out, struct arena *keep, const struct cohort_state *s, uint64_t least)
{
	size_t periods = periods_of(s);

	*out = (struct cohorts){ .cohort = ARENA_ARRAY(keep, struct cohort, periods + 1) };
	for (size_t k = 0; k < periods; k++) {
		int32_t period = s->first + (int32_t)k;
		struct cohort *c = &out->cohort[k];

		*c = (struct cohort){ period, period, s->customers[k],
			              ARENA_ARRAY(keep, struct cohort_cell, periods - k), periods - k };
		memcpy(c->cell, cells_of(s, k), c->ages * sizeof(*c->cell));
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
