/* audit - what was counted, held against everything asked for: every table through every metric it has. */
#include "audit.h"

#include "diag.h"
#include "favourable.h"

#define AXES 3

/* At most one of a kind. */
static size_t find_axes(struct axis *axis, struct arena *a, const struct count *c,
                        const struct audit_values *values)
{
	const struct tally *t = &c->tally;
	const char *predicted = values->predicted ? values->predicted : values->positive;
	size_t n = 0;

	if (c->outcome != COUNT_NONE)
		axis[n++] = favourable_axis(a, t, c->outcome, c->name[c->outcome].p,
		                            values->favourable, "favourable");
	if (c->segment != COUNT_NONE)
		axis[n++] = axis_of_segments(a, t, c->segment, c->name[c->segment]);
	if (c->label != COUNT_NONE) {
		struct axis positive = favourable_axis(a, t, c->label, c->name[c->label].p,
		                                       values->positive, "positive");
		struct axis as_predicted = favourable_axis(a, t, c->outcome, c->name[c->outcome].p,
		                                           predicted, "predicted");

		axis[n++] = axis_of_errors(a, &as_predicted, &positive);
	}
	return n;
}

/* Rows whose outcome, label or segment is missing are in no rate; they are said. */
static void say_missing(struct tool *tool, const struct crosstab *x)
{
	unsigned long long missing = x->missing, rows = x->total + x->missing;

	static const char *const stat[AXES] = { "rows_without_outcome", "rows_without_segment",
		                                "rows_without_label" };

	tool_stat(tool, stat[x->axis->kind], x->missing);
	if (x->missing && x->axis->kind == AXIS_ERRORS)
		note("%llu of %llu rows have a missing outcome or label and are in no error rate",
		     missing, rows);
	else if (x->missing)
		note("%llu of %llu rows have a missing %s and are in no rate", missing, rows,
		     quote(x->axis->column).text);
}

/* Says of each table that lacks the group named; when all do, nothing can be compared. */
static void check_reference(const struct crosstab *x, size_t tables, struct str named)
{
	size_t with = 0;

	for (size_t k = 0; named.p && k < tables; k++)
		with += reference_has(&x[k], named);
	if (named.p && !with)
		die(STATUS_USAGE, "--reference: no group %s (nor is it best, largest or overall)",
		    quote(named).text);
	for (size_t k = 0; named.p && k < tables; k++)
		if (!reference_has(&x[k], named))
			note("%s has no group %s: its best group is the reference",
			     quote(x[k].group_by).text, quote(named).text);
}

/* The tables that have any row: a state may be of some of them only. */
static struct crosstab *make_tables(struct arena *a, const struct count *c, const struct axis *axis,
                                    size_t *tables)
{
	struct crosstab *x = ARENA_ARRAY(a, struct crosstab, c->shape.tables);

	*tables = 0;
	for (size_t k = 0; k < c->shape.tables; k++) {
		if (!c->tally.cells[k].n)
			continue;
		if (!crosstab_fits(&c->tally, k, c->table[k].depth, axis))
			die(STATUS_INPUT,
			    "%s has too many groups for the %zu different %s (is one an id?)",
			    quote(c->table[k].group_by).text, axis->outcomes, quote(axis->column).text);
		x[*tables] = crosstab_make(a, &c->tally, k, c->table[k].depth, axis);
		x[(*tables)++].group_by = c->table[k].group_by;
	}
	return x;
}

void audit_find(struct findings *out, struct arena *a, struct tool *tool, const struct count *c,
                const struct audit_values *values, const struct rules *rules)
{
	struct axis *axis = ARENA_ARRAY(a, struct axis, AXES);
	size_t n = find_axes(axis, a, c, values);

	for (size_t i = 0; i < n; i++) {
		size_t tables;
		struct crosstab *x = make_tables(a, c, &axis[i], &tables);

		say_missing(tool, &x[0]);
		if (i == 0)
			check_reference(x, tables, rules->named);
		for (size_t k = 0; k < tables; k++)
			metrics_find(out, &x[k], rules);
	}
}
