/* whole - the metrics of one row per table: gaps between its groups, and how much groups and outcomes hang together. */
#include "whole.h"

#include <math.h>

#include "gap.h"
#include "rows.h"

static struct finding *table_row(struct findings *out, const struct metric *m, const struct crosstab *x)
{
	struct finding *row = row_of_table(out, m, x);

	if (x->axis->kind != AXIS_SEGMENT)
		row->outcome = x->axis->name[0];
	return row;
}

static void say_extreme(struct findings *out, struct finding *row, const struct crosstab *x,
                        const char *which, size_t g)
{
	finding_because(out, row, "%s: %.*s%s", which, STR_ARG(x->group[g]),
	                x->group[g].n ? "" : "missing group");
}

/* The rates of a binary table; groups that are too small count as empty. Returns how many of them there are. */
static size_t rates_of(struct ratio_part *part, const struct crosstab *x, uint64_t min_n)
{
	size_t small = 0;

	for (size_t g = 0; g < x->groups; g++) {
		bool too_small;

		part[g] = crosstab_part(x, g, 0);
		too_small = x->n[g] && (x->n[g] < min_n || part[g].total < (double)min_n);
		if (too_small)
			part[g] = (struct ratio_part){ 0 };
		small += too_small;
	}
	return small;
}

/* Fills the row from the rates of `sets` binary tables; the words for each set are NULL for a single one. */
static void add_gap(struct findings *out, struct finding *row, const struct crosstab *x,
                    size_t sets, const char *const *words, const struct rules *r)
{
	size_t groups = x->groups, small = 0;
	struct arena scratch = { 0 };
	struct ratio_part *part = ARENA_ARRAY(&scratch, struct ratio_part, sets * groups);
	struct gap gap;

	for (size_t s = 0; s < sets; s++)
		small += rates_of(part + s * groups, &x[s], r->min_n);
	gap = gap_widest(part, sets, groups, r->confidence);
	row->value = gap.difference;
	row->difference = gap.difference.value;
	row->ratio.value = gap.ratio;
	row->judged = FINDING_GAP;
	row->doubtful = isnan(gap.difference.low);
	if (isnan(gap.difference.value)) {
		finding_because(out, row, "%s",
		                x->total ? "one group: nothing to compare with" : x->axis->lacking);
	} else if (gap.difference.value == 0) {
		finding_because(out, row,
		                isnan(gap.ratio) ? "all rates are 0: no ratio" : "all rates are equal");
	} else {
		if (words)
			finding_because(out, row, "%s", words[gap.set]);
		say_extreme(out, row, &x[gap.set], "lowest", gap.low);
		say_extreme(out, row, &x[gap.set], "highest", gap.high);
	}
	if (small)
		finding_because(out, row, "left out as too_small (n < %llu): %zu group%s",
		                (unsigned long long)r->min_n, small, small == 1 ? "" : "s");
	if (groups > GAP_GROUPS_MOST)
		finding_because(out, row, "too many groups for an interval");
	arena_release(&scratch);
}

void whole_find_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                    const struct rules *r)
{
	add_gap(out, table_row(out, m, x), x, 1, NULL, r);
}

void whole_find_odds(struct findings *out, const struct metric *m, const struct crosstab *x,
                     const struct rules *r)
{
	static const char *const words[] = { "true positive rates", "false positive rates" };
	struct arena scratch = { 0 };
	const struct crosstab rates[] = {
		crosstab_share(&scratch, x, 1 << AXIS_TP, 1 << AXIS_TP | 1 << AXIS_FN),
		crosstab_share(&scratch, x, 1 << AXIS_FP, 1 << AXIS_FP | 1 << AXIS_TN),
	};

	add_gap(out, table_row(out, m, x), rates, 2, words, r);
	arena_release(&scratch);
}

static struct fair_table table_of(const struct crosstab *x)
{
	return (struct fair_table){ x->count, x->groups, x->axis->outcomes };
}

static struct fair_test test_table(struct findings *out, struct finding *row, const struct crosstab *x)
{
	struct fair_test test = fair_independence(table_of(x));

	if (!test.total)
		finding_because(out, row, "%s", x->axis->lacking);
	else if (test.rows < 2)
		finding_because(out, row, "one group: nothing to compare with");
	else if (test.columns < 2)
		finding_because(out, row, "%s", x->axis->constant);
	else if (test.least_expected < 5)
		finding_because(out, row, "fewer than 5 are expected in a cell: the test is rough");
	return test;
}

void whole_find_chi_square(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r)
{
	struct finding *row = table_row(out, m, x);
	struct fair_test test = test_table(out, row, x);

	(void)r;
	row->value.value = test.statistic;
	row->p = test.p;
}

void whole_find_cramers_v(struct findings *out, const struct metric *m, const struct crosstab *x,
                          const struct rules *r)
{
	struct finding *row = table_row(out, m, x);

	(void)r;
	row->value.value = test_table(out, row, x).cramers_v;
}

void whole_find_cramers_v_corrected(struct findings *out, const struct metric *m,
                                    const struct crosstab *x, const struct rules *r)
{
	struct finding *row = table_row(out, m, x);

	(void)r;
	row->value.value = test_table(out, row, x).cramers_v_corrected;
}

void whole_find_mutual(struct findings *out, const struct metric *m, const struct crosstab *x,
                       const struct rules *r)
{
	struct finding *row = table_row(out, m, x);

	(void)r;
	row->value.value = fair_information(table_of(x)).mutual;
	if (!x->total)
		finding_because(out, row, "%s", x->axis->lacking);
}

void whole_find_mutual_share(struct findings *out, const struct metric *m, const struct crosstab *x,
                             const struct rules *r)
{
	struct finding *row = table_row(out, m, x);

	(void)r;
	row->value.value = fair_information(table_of(x)).normalised;
	if (!x->total)
		finding_because(out, row, "%s", x->axis->lacking);
	else if (isnan(row->value.value))
		finding_because(out, row, "one group and one segment: nothing varies");
}
