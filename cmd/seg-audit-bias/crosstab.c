/* crosstab - the counts of groups by outcomes that every metric reads. */
#include "crosstab.h"

#include "buf.h"

struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = { .column = column,
		          .as = ARENA_ARRAY(a, size_t, v->n),
		          .name = ARENA_ARRAY(a, struct str, v->n) };

	for (size_t i = 0; i < v->n; i++) {
		x.as[i] = SIZE_MAX;
		if (!v->name[i].n)
			continue;
		x.as[i] = x.outcomes;
		x.name[x.outcomes++] = v->name[i];
	}
	return x;
}

struct axis axis_of_outcome(struct arena *a, const struct tally *t, size_t of, struct str column,
                            const bool *favourable)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = { .column = column,
		          .binary = true,
		          .as = ARENA_ARRAY(a, size_t, v->n),
		          .name = ARENA_ARRAY(a, struct str, 2),
		          .outcomes = 2 };
	struct buf names = { 0 };

	for (size_t i = 0; i < v->n; i++) {
		x.as[i] = !v->name[i].n ? SIZE_MAX : favourable[i] ? 0 : 1;
		if (x.as[i] != 0)
			continue;
		buf_text(&names, names.n ? "," : "");
		buf_str(&names, v->name[i]);
	}
	x.name[0] = arena_str(a, buf_view(&names));
	buf_release(&names);
	return x;
}

bool crosstab_fits(const struct tally *t, size_t table, const struct axis *axis)
{
	size_t groups = t->values[t->shape->table[table].column[0]].n;

	return !axis->outcomes || groups <= CROSSTAB_CELLS_MOST / axis->outcomes;
}

struct crosstab crosstab_make(struct arena *a, const struct tally *t, size_t table,
                              struct str group_by, const struct axis *axis)
{
	const struct tally_values *groups = &t->values[t->shape->table[table].column[0]];
	const struct tally_cells *cells = &t->cells[table];
	struct crosstab x = {
		.group_by = group_by, .axis = axis, .group = groups->name, .groups = groups->n
	};

	x.count = ARENA_ARRAY(a, uint64_t, x.groups * axis->outcomes);
	x.n = ARENA_ARRAY(a, uint64_t, x.groups);
	x.of_all = ARENA_ARRAY(a, uint64_t, axis->outcomes);
	for (size_t i = 0; i < cells->n; i++) {
		const struct tally_cell *cell = &cells->cell[i];
		size_t outcome = axis->as[cell->value[1]];

		if (outcome == SIZE_MAX) {
			x.missing += cell->count;
			continue;
		}
		x.count[cell->value[0] * axis->outcomes + outcome] += cell->count;
		x.n[cell->value[0]] += cell->count;
		x.of_all[outcome] += cell->count;
		x.total += cell->count;
	}
	for (size_t g = 0; g < x.groups; g++)
		x.with_rows += x.n[g] > 0;
	return x;
}
