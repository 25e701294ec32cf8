/* axis - what the values of a column, or of two, count as. */
#include "axis.h"

#include "buf.h"

/* Why an axis may have no row, or all of one kind. */
static const struct {
	const char *lacking, *constant;
} words[AXIS_KINDS] = {
	[AXIS_OUTCOME] = { "no row with a known outcome", "every row has the same outcome" },
	[AXIS_SEGMENT] = { "no row with a known segment", "every row has the same segment" },
	[AXIS_SCORE] = { "no row with a known score and label", "every row has the same value" },
	[AXIS_VALUE] = { "no row with a known value", "every row has the same value" },
	[AXIS_MISSING] = { "no row", "no value is missing" },
	[AXIS_OFF] = { "no row with a known value and actual", "every row is off by the same" },
	[AXIS_MISS] = { "no row with a known value and actual", "every row is off by the same" },
};

struct axis axis_of_column(struct arena *a, const struct tally *t, size_t of, struct str column,
                           enum axis_kind kind)
{
	return (struct axis){ .kind = kind,
		              .column = column,
		              .way = { of },
		              .ways = 1,
		              .as = { ARENA_ARRAY(a, size_t, t->values[of].n) },
		              .lacking = words[kind].lacking,
		              .constant = words[kind].constant };
}

struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column)
{
	const struct tally_values *v = &t->values[of];
	struct axis x = axis_of_column(a, t, of, column, AXIS_SEGMENT);

	x.name = ARENA_ARRAY(a, struct str, v->n);
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
	struct axis x = axis_of_column(a, t, of, column, AXIS_OUTCOME);
	struct buf names = { 0 };

	x.outcomes = 2;
	x.name = ARENA_ARRAY(a, struct str, 2);
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
	struct axis x = axis_of_column(a, t, of, column, AXIS_MISSING);

	x.outcomes = 2;
	x.name = ARENA_ARRAY(a, struct str, 2);
	x.name[0] = column;
	for (size_t i = 0; i < v->n; i++)
		x.as[0][i] = v->name[i].n > 0;
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
