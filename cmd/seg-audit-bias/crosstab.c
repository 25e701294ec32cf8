/* crosstab - the counts of groups by outcomes that every metric reads. */
#include "crosstab.h"

#include "buf.h"

struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = { .kind = AXIS_SEGMENT,
		          .column = column,
		          .way = { of },
		          .ways = 1,
		          .as = { ARENA_ARRAY(a, size_t, v->n) },
		          .name = ARENA_ARRAY(a, struct str, v->n),
		          .lacking = "no row with a known segment",
		          .constant = "every row has the same segment" };

	for (size_t i = 0; i < v->n; i++) {
		x.as[0][i] = SIZE_MAX;
		if (!v->name[i].n)
			continue;
		x.as[0][i] = x.outcomes;
		x.name[x.outcomes++] = v->name[i];
	}
	return x;
}

struct axis axis_of_outcome(struct arena *a, const struct tally *t, size_t of, struct str column,
                            const bool *favourable)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = { .kind = AXIS_OUTCOME,
		          .column = column,
		          .way = { of },
		          .ways = 1,
		          .as = { ARENA_ARRAY(a, size_t, v->n) },
		          .name = ARENA_ARRAY(a, struct str, 2),
		          .outcomes = 2,
		          .lacking = "no row with a known outcome",
		          .constant = "every row has the same outcome" };
	struct buf names = { 0 };

	for (size_t i = 0; i < v->n; i++) {
		x.as[0][i] = !v->name[i].n ? SIZE_MAX : favourable[i] ? 0 : 1;
		if (x.as[0][i] != 0)
			continue;
		buf_text(&names, names.n ? "," : "");
		buf_str(&names, v->name[i]);
	}
	x.name[0] = arena_str(a, buf_view(&names));
	buf_release(&names);
	return x;
}

struct axis axis_of_errors(struct arena *a, const struct axis *predicted, const struct axis *positive)
{
	struct axis x = { .kind = AXIS_ERRORS,
		          .column = positive->column,
		          .way = { predicted->way[0], positive->way[0] },
		          .ways = 2,
		          .as = { predicted->as[0], positive->as[0] },
		          .name = ARENA_ARRAY(a, struct str, 4),
		          .outcomes = 4,
		          .lacking = "no row with a known outcome and label",
		          .constant = "every row has the same outcome" };

	x.name[0] = predicted->name[0];
	return x;
}

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

static size_t outcome_of(const struct axis *axis, const struct tally_table *of, const uint32_t *value)
{
	size_t outcome = 0;

	for (size_t k = 0; k < axis->ways; k++) {
		size_t way = 0, as;

		while (of->column[way] != axis->way[k])
			way++;
		as = axis->as[k][value[way]];
		if (as == SIZE_MAX)
			return SIZE_MAX;
		outcome = outcome * 2 + as;
	}
	return outcome;
}

static void add_up(struct crosstab *x)
{
	size_t outcomes = x->axis->outcomes;

	for (size_t g = 0; g < x->groups; g++) {
		for (size_t o = 0; o < outcomes; o++) {
			x->n[g] += x->count[g * outcomes + o];
			x->of_all[o] += x->count[g * outcomes + o];
		}
		x->total += x->n[g];
		x->with_rows += x->n[g] > 0;
	}
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

	x.group = ARENA_ARRAY(a, struct str, x.groups);
	for (size_t i = 0; i < cells->n; i++) {
		const uint32_t *value = cells->value + i * of->ways;
		size_t outcome = outcome_of(axis, of, value);

		if (i == 0 || !same_group(cells, of->ways, depth, i - 1, i))
			x.group[++g] = group_name(a, t, of, value, depth);
		if (outcome == SIZE_MAX)
			x.missing += cells->count[i];
		else
			x.count[g * axis->outcomes + outcome] += cells->count[i];
	}
	add_up(&x);
	return x;
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
	for (size_t g = 0; g < x->groups; g++)
		for (size_t o = 0; o < x->axis->outcomes; o++)
			if (total >> o & 1)
				y.count[g * 2 + !(hits >> o & 1)] += crosstab_hits(x, g, o);
	add_up(&y);
	return y;
}
