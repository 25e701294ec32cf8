/* axis - what the values of a column, or of two, count as. */
#include "axis.h"

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

struct axis axis_of_missing(struct arena *a, const struct tally *t, size_t of, struct str column)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = { .kind = AXIS_MISSING,
		          .column = column,
		          .way = { of },
		          .ways = 1,
		          .as = { ARENA_ARRAY(a, size_t, v->n) },
		          .name = ARENA_ARRAY(a, struct str, 2),
		          .outcomes = 2,
		          .lacking = "no row",
		          .constant = "no value is missing" };

	for (size_t i = 0; i < v->n; i++)
		x.as[0][i] = v->name[i].n > 0;
	x.name[0] = column;
	return x;
}

struct axis axis_of_everyone(struct arena *a)
{
	return (struct axis){ .kind = AXIS_POPULATION,
		              .name = ARENA_ARRAY(a, struct str, 1),
		              .outcomes = 1,
		              .lacking = "no row",
		              .constant = "no row" };
}

size_t axis_outcome(const struct axis *axis, const struct tally_table *of, const uint32_t *value)
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
