/* crosstab - the counts of groups by outcomes that every metric reads. */
#include "crosstab.h"

#include <math.h>

#include "buf.h"

/* Whether cells i and j of the table are of one group. */
static bool same_group(const struct tally_cells *c, size_t ways, size_t depth, size_t i, size_t j)
{
	return memcmp(c->value + i * ways, c->value + j * ways, depth * sizeof(*c->value)) == 0;
}

static size_t count_groups(const struct tally *t, size_t table, size_t depth)
{
	const struct tally_cells *c = &t->cells[table];
	size_t ways = t->shape->table[table].ways, groups = 0;

	for (size_t i = 0; i < c->n; i++)
		groups += i == 0 || !same_group(c, ways, depth, i - 1, i);
	return groups;
}

bool crosstab_fits(const struct tally *t, size_t table, size_t depth, const struct axis *axis)
{
	return !axis->outcomes || count_groups(t, table, depth) <= CROSSTAB_CELLS_MOST / axis->outcomes;
}

static struct str group_name(struct arena *a, const struct tally *t, const struct tally_table *of,
                             const uint32_t *value, size_t depth)
{
	struct buf b = { 0 };
	struct str name;

	if (depth == 1)
		return t->values[of->column[0]].name[value[0]];
	for (size_t i = 0; i < depth; i++) {
		buf_text(&b, i ? "," : "");
		buf_str(&b, t->values[of->column[i]].name[value[i]]);
	}
	name = arena_str(a, buf_view(&b));
	buf_release(&b);
	return name;
}

static void add_up_weights(struct crosstab *x)
{
	size_t outcomes = x->axis->outcomes;

	x->weight_total = x->square_total = 0;
	for (size_t o = 0; o < outcomes; o++)
		x->weight_of_all[o] = 0;
	for (size_t i = 0; i < x->groups * outcomes; i++) {
		x->weight_of_all[i % outcomes] += x->weight[i];
		x->weight_total += x->weight[i];
		x->square_total += x->square[i];
	}
}

void crosstab_add_up(struct crosstab *x)
{
	size_t outcomes = x->axis->outcomes;

	x->total = x->with_rows = 0;
	for (size_t o = 0; o < outcomes; o++)
		x->of_all[o] = 0;
	for (size_t g = 0; g < x->groups; g++) {
		x->n[g] = 0;
		for (size_t o = 0; o < outcomes; o++) {
			x->n[g] += x->count[g * outcomes + o];
			x->of_all[o] += x->count[g * outcomes + o];
		}
		x->total += x->n[g];
		x->with_rows += x->n[g] > 0;
	}
	if (x->weight)
		add_up_weights(x);
}

static struct crosstab crosstab_empty(struct arena *a, size_t groups, const struct axis *axis)
{
	return (struct crosstab){ .axis = axis,
		                  .groups = groups,
		                  .count = ARENA_ARRAY(a, uint64_t, groups * axis->outcomes),
		                  .n = ARENA_ARRAY(a, uint64_t, groups),
		                  .of_all = ARENA_ARRAY(a, uint64_t, axis->outcomes) };
}

struct crosstab crosstab_make(struct arena *a, const struct tally *t, size_t table, size_t depth,
                              const struct axis *axis)
{
	const struct tally_table *of = &t->shape->table[table];
	const struct tally_cells *cells = &t->cells[table];
	struct crosstab x = crosstab_empty(a, count_groups(t, table, depth), axis);
	size_t g = SIZE_MAX;

	x.table = table;
	x.depth = depth;
	x.group = ARENA_ARRAY(a, struct str, x.groups);
	x.part = ARENA_ARRAY(a, struct str, x.groups * depth);
	for (size_t i = 0; i < cells->n; i++) {
		const uint32_t *value = cells->value + i * of->ways;
		size_t outcome = axis_outcome(axis, of, value);

		if (i == 0 || !same_group(cells, of->ways, depth, i - 1, i)) {
			x.group[++g] = group_name(a, t, of, value, depth);
			for (size_t w = 0; w < depth; w++)
				x.part[g * depth + w] = t->values[of->column[w]].name[value[w]];
		}
		if (outcome == SIZE_MAX)
			x.missing += cells->count[i];
		else
			x.count[g * axis->outcomes + outcome] += cells->count[i];
	}
	crosstab_add_up(&x);
	return x;
}

size_t *crosstab_groups(struct arena *a, const struct tally *t, size_t table, size_t depth)
{
	const struct tally_cells *c = &t->cells[table];
	size_t ways = t->shape->table[table].ways, g = 0, *group = ARENA_ARRAY(a, size_t, c->n);

	for (size_t i = 0; i < c->n; i++) {
		g += i > 0 && !same_group(c, ways, depth, i - 1, i);
		group[i] = g;
	}
	return group;
}

bool crosstab_is_pool(const struct crosstab *x, size_t g)
{
	struct str rest = x->group[g], one;
	size_t columns = 0;

	while (str_split(&rest, ',', &one)) {
		if (!str_is(one, CROSSTAB_POOLED))
			return false;
		columns++;
	}
	return columns == x->depth;
}

struct crosstab crosstab_share(struct arena *a, const struct crosstab *x, unsigned hits, unsigned total)
{
	struct axis *axis = ARENA_NEW(a, struct axis);
	struct crosstab y;

	*axis = *x->axis;
	axis->kind = AXIS_OUTCOME;
	axis->outcomes = 2;
	y = crosstab_empty(a, x->groups, axis);
	y.group = x->group;
	y.group_by = x->group_by;
	y.depth = x->depth;
	y.part = x->part;
	y.pin = x->pin;
	if (x->weight) {
		y.weight = ARENA_ARRAY(a, double, x->groups * 2);
		y.square = ARENA_ARRAY(a, double, x->groups * 2);
		y.weight_of_all = ARENA_ARRAY(a, double, 2);
	}
	for (size_t g = 0; g < x->groups; g++) {
		for (size_t o = 0; o < x->axis->outcomes; o++) {
			size_t from = g * x->axis->outcomes + o, to = g * 2 + !(hits >> o & 1);

			if (!(total >> o & 1))
				continue;
			y.count[to] += x->count[from];
			if (!x->weight)
				continue;
			y.weight[to] += x->weight[from];
			y.square[to] += x->square[from];
		}
	}
	crosstab_add_up(&y);
	return y;
}

struct sums {
	double hits, weight, square;
};

/* What group g has, or all have. */
static struct sums sums_of(const struct crosstab *x, size_t g, size_t outcome)
{
	size_t outcomes = x->axis->outcomes;
	struct sums s = { 0 };

	if (g == CROSSTAB_ALL)
		return (struct sums){ x->weight_of_all[outcome], x->weight_total, x->square_total };
	s.hits = x->weight[g * outcomes + outcome];
	for (size_t o = 0; o < outcomes; o++) {
		s.weight += x->weight[g * outcomes + o];
		s.square += x->square[g * outcomes + o];
	}
	return s;
}

static struct ratio_part worth(struct sums s)
{
	double rows = s.weight * s.weight / s.square;

	if (!(s.weight > 0) || !(s.square > 0))
		return (struct ratio_part){ 0, 0 };
	return (struct ratio_part){ fmax(0, fmin(1, s.hits / s.weight)) * rows, rows };
}

struct ratio_part crosstab_part(const struct crosstab *x, size_t g, size_t outcome)
{
	if (x->weight)
		return worth(sums_of(x, g, outcome));
	if (g == CROSSTAB_ALL)
		return (struct ratio_part){ (double)x->of_all[outcome], (double)x->total };
	return (struct ratio_part){ (double)crosstab_hits(x, g, outcome), (double)x->n[g] };
}

struct ratio_part crosstab_rest(const struct crosstab *x, size_t g, size_t outcome)
{
	struct ratio_part all, part;
	struct sums s, less;

	if (x->weight) {
		s = sums_of(x, CROSSTAB_ALL, outcome);
		less = sums_of(x, g, outcome);
		return worth((struct sums){ s.hits - less.hits, s.weight - less.weight,
		                            s.square - less.square });
	}
	all = crosstab_part(x, CROSSTAB_ALL, outcome);
	part = crosstab_part(x, g, outcome);
	return (struct ratio_part){ all.hits - part.hits, all.total - part.total };
}

double crosstab_share_of_all(const struct crosstab *x, size_t g)
{
	if (!x->weight)
		return (double)x->n[g] / (double)x->total;
	return sums_of(x, g, 0).weight / x->weight_total;
}
