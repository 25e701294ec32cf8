/* measured - tables that hold more than counts of outcomes: values, scores and strata of each group. */
#include "measured.h"

#include <math.h>
#include <stdlib.h>

#include "num.h"

/* A number, how often it occurs, and how often among positives. */
struct one {
	double value;
	uint64_t count, positive;
};

static int by_value(const void *a, const void *b)
{
	const struct one *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

/* Puts numbers in order and equal ones together; returns how many are left. */
static size_t sort_ones(struct one *one, size_t n)
{
	size_t left = 0;

	if (n)
		qsort(one, n, sizeof(*one), by_value);
	for (size_t i = 0; i < n; i++) {
		if (left && one[left - 1].value == one[i].value) {
			one[left - 1].count += one[i].count;
			one[left - 1].positive += one[i].positive;
		} else {
			one[left++] = one[i];
		}
	}
	return left;
}

static void mark_known(size_t *as, const struct tally_values *v)
{
	for (size_t i = 0; i < v->n; i++)
		as[i] = v->name[i].n ? 0 : SIZE_MAX;
}

static struct axis axis_of_numbers(struct arena *a, const struct tally *t, size_t of,
                                   struct str column, enum axis_kind kind)
{
	struct axis x = axis_of_column(a, t, of, column, kind);

	mark_known(x.as[0], &t->values[of]);
	x.outcomes = 1;
	x.name = ARENA_ARRAY(a, struct str, 2);
	x.name[0] = column;
	return x;
}

struct axis axis_of_values(struct arena *a, const struct tally *t, size_t of, struct str column)
{
	return axis_of_numbers(a, t, of, column, AXIS_VALUE);
}

struct axis axis_of_actual(struct arena *a, const struct tally *t, size_t of, struct str column,
                           size_t actual)
{
	struct axis x = axis_of_numbers(a, t, of, column, AXIS_OFF);

	x.way[1] = actual;
	x.ways = 2;
	x.as[1] = ARENA_ARRAY(a, size_t, t->values[actual].n);
	mark_known(x.as[1], &t->values[actual]);
	return x;
}

struct axis axis_of_scores(struct arena *a, const struct tally *t, size_t of, struct str column,
                           const struct axis *positive)
{
	struct axis x = axis_of_numbers(a, t, of, column, AXIS_SCORE);

	x.way[1] = positive->way[0];
	x.as[1] = positive->as[0];
	x.ways = 2;
	x.outcomes = 2;
	return x;
}

/* How many rows have each value of a column, from a table that counts it. */
static uint64_t *count_values(struct arena *a, const struct tally *t, size_t table, size_t of)
{
	const struct tally_table *shape = &t->shape->table[table];
	const struct tally_cells *cells = &t->cells[table];
	uint64_t *count = ARENA_ARRAY(a, uint64_t, t->values[of].n);

	for (size_t i = 0; i < cells->n; i++)
		count[cells->value[i * shape->ways + shape->ways - 1]] += cells->count[i];
	return count;
}

/* The bin of each value: by the middle of its place among all rows. */
static void find_bins(struct axis *x, struct arena *a, const struct tally_values *v, const uint64_t *count)
{
	struct one *one = ARENA_ARRAY(a, struct one, v->n);
	uint64_t below = 0, total = 0;
	size_t n = 0, at = 0, *bin;

	for (size_t i = 0; i < v->n; i++)
		if (v->name[i].n && num_parse(v->name[i], &one[n].value)) {
			total += count[i];
			one[n++].count = count[i];
		}
	n = sort_ones(one, n);
	bin = ARENA_ARRAY(a, size_t, n);
	x->outcomes = 0;
	for (size_t i = 0, last = SIZE_MAX; i < n; i++) {
		double middle = (2 * (double)below + (double)one[i].count) / (2 * (double)total);
		size_t wanted = n <= MEASURED_BINS ? i : (size_t)(middle * MEASURED_BINS);

		x->outcomes += wanted != last;
		last = wanted;
		bin[i] = x->outcomes - 1;
		below += one[i].count;
	}
	for (size_t i = 0; i < v->n; i++) {
		double value;
		size_t high = n;

		if (!v->name[i].n || !num_parse(v->name[i], &value))
			continue;
		for (at = 0; at < high;) { /* the last that is not above */
			size_t middle = at + (high - at) / 2;

			if (one[middle].value < value)
				at = middle + 1;
			else
				high = middle;
		}
		x->as[0][i] = bin[at];
	}
}

struct axis axis_of_proxy(struct arena *a, const struct tally *t, size_t table, size_t of,
                          struct str column, bool *numeric)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = axis_of_segments(a, t, of, column);

	*numeric = x.outcomes > 0;
	for (size_t i = 0; i < v->n; i++) {
		double value;

		*numeric = *numeric && (!v->name[i].n || num_parse(v->name[i], &value));
	}
	if (*numeric)
		find_bins(&x, a, v, count_values(a, t, table, of));
	x.kind = AXIS_PROXY;
	x.name = ARENA_ARRAY(a, struct str, x.outcomes + 1);
	x.name[0] = column;
	x.lacking = "no row with a known value";
	x.constant = "every row has the same value";
	return x;
}

/* Cells from..to of the table, as numbers in order; those that do not count are left out. */
static struct one *gather(struct arena *a, const struct axis *axis, const struct tally *t,
                          size_t table, size_t from, size_t to, size_t way, size_t *n)
{
	const struct tally_table *of = &t->shape->table[table];
	const struct tally_cells *cells = &t->cells[table];
	struct one *one = ARENA_ARRAY(a, struct one, to - from);

	*n = 0;
	for (size_t i = from; i < to; i++) {
		const uint32_t *value = cells->value + i * of->ways + way;
		bool two = axis->ways == 2;
		double actual;

		if (axis->as[0][value[0]] == SIZE_MAX || (two && axis->as[1][value[1]] == SIZE_MAX))
			continue;
		num_parse(t->values[of->column[way]].name[value[0]], &one[*n].value);
		if (axis->kind == AXIS_OFF || axis->kind == AXIS_MISS) {
			num_parse(t->values[of->column[way + 1]].name[value[1]], &actual);
			one[*n].value -= actual;
		}
		if (axis->kind == AXIS_MISS)
			one[*n].value = fabs(one[*n].value);
		one[*n].count = cells->count[i];
		one[*n].positive = two && axis->as[1][value[1]] == 0 ? cells->count[i] : 0;
		(*n)++;
	}
	*n = sort_ones(one, *n);
	return one;
}

static void fill(struct arena *a, struct crosstab *x, const struct tally *t, size_t table,
                 struct ranks *ranks, struct promise *scored)
{
	size_t *group = crosstab_groups(a, t, table, x->depth), cells = t->cells[table].n;

	for (size_t from = 0, to; from < cells; from = to) {
		struct arena scratch = { 0 };
		size_t n, g = group[from];
		struct one *one;
		double *value;
		uint64_t *first, *second;

		for (to = from; to < cells && group[to] == g;)
			to++;
		one = gather(&scratch, x->axis, t, table, from, to, x->depth, &n);
		value = ARENA_ARRAY(a, double, n);
		first = ARENA_ARRAY(a, uint64_t, n);
		second = ARENA_ARRAY(a, uint64_t, scored ? n : 0);
		for (size_t i = 0; i < n; i++) {
			value[i] = one[i].value;
			first[i] = scored ? one[i].positive : one[i].count;
			if (scored)
				second[i] = one[i].count - one[i].positive;
		}
		if (scored)
			scored[g] = (struct promise){ value, first,           second,
				                      n,     x->count[2 * g], x->count[2 * g + 1] };
		else
			ranks[g] = (struct ranks){ value, first, n, x->n[g] };
		arena_release(&scratch);
	}
}

void measured_values(struct arena *a, struct crosstab *x, const struct tally *t, size_t table)
{
	struct ranks *ranks = ARENA_ARRAY(a, struct ranks, x->groups);

	fill(a, x, t, table, ranks, NULL);
	x->ranks = ranks;
}

void measured_scores(struct arena *a, struct crosstab *x, const struct tally *t, size_t table)
{
	struct promise *scored = ARENA_ARRAY(a, struct promise, x->groups);

	fill(a, x, t, table, NULL, scored);
	x->scored = scored;
}

bool measured_strata(struct arena *a, struct crosstab *x, const struct tally *t, size_t table)
{
	const struct tally_table *of = &t->shape->table[table];
	const struct tally_cells *cells = &t->cells[table];
	size_t bytes = (of->ways - x->depth - 1) * sizeof(*cells->value);
	size_t *group = crosstab_groups(a, t, table, x->depth);
	size_t *stratum = ARENA_ARRAY(a, size_t, cells->n);
	struct map map = { 0 };

	for (size_t i = 0; i < cells->n; i++) {
		struct str key = { (const char *)(cells->value + i * of->ways + x->depth), bytes };
		uint64_t hash = map_hash(key);

		stratum[i] = map_find(&map, key, hash);
		if (stratum[i] == MAP_NONE)
			stratum[i] = map_add(&map, key, hash);
	}
	x->strata = map.n;
	map_release(&map);
	if (x->groups && x->strata > CROSSTAB_CELLS_MOST / 2 / x->groups)
		return false;
	x->stratum = ARENA_ARRAY(a, uint64_t, x->strata * x->groups * 2);
	for (size_t i = 0; i < cells->n; i++) {
		size_t as = x->axis->as[0][cells->value[i * of->ways + of->ways - 1]];

		if (as != SIZE_MAX)
			x->stratum[(stratum[i] * x->groups + group[i]) * 2 + as] += cells->count[i];
	}
	return true;
}

void measured_weights(struct arena *a, struct crosstab *x, const struct tally *t, size_t table)
{
	const struct tally_table *of = &t->shape->table[table];
	const struct tally_cells *cells = &t->cells[table];
	const struct tally_values *weights = &t->values[of->column[of->ways - 1]];
	size_t *group = crosstab_groups(a, t, table, x->depth), outcomes = x->axis->outcomes;

	x->weight = ARENA_ARRAY(a, double, x->groups *outcomes);
	x->square = ARENA_ARRAY(a, double, x->groups *outcomes);
	x->weight_of_all = ARENA_ARRAY(a, double, outcomes);
	for (size_t i = 0; i < cells->n; i++) {
		size_t outcome = axis_outcome(x->axis, of, cells->value + i * of->ways), at;
		double w = 0;

		if (outcome == SIZE_MAX)
			continue;
		num_parse(weights->name[cells->value[i * of->ways + of->ways - 1]], &w);
		at = group[i] * outcomes + outcome;
		x->weight[at] += w * (double)cells->count[i];
		x->square[at] += w * w * (double)cells->count[i];
	}
	crosstab_add_up(x);
}
