/* rows - how every metric begins a row: of a group, or of the whole table. */
#include "rows.h"

#include <math.h>

#include "gap.h"

void row_says_who(struct findings *out, struct finding *row, const struct crosstab *x, size_t g,
                  const struct rules *r)
{
	if (!x->group[g].n)
		finding_because(out, row, "missing group");
	if (r->min_cell && crosstab_is_pool(x, g))
		finding_because(out, row, "groups of fewer than %llu rows, and what it takes to hide them",
		                (unsigned long long)r->min_cell);
}

struct finding *row_of_group(struct findings *out, const struct metric *m, const struct crosstab *x,
                             size_t g, const struct rules *r)
{
	struct finding *row = findings_add(out, m->name, x->group_by);
	const char *lacking = m->share.lacking;
	double worth = x->weight ? crosstab_part(x, g, 0).total : (double)x->n[g];

	row->group = x->group[g];
	row->n = x->n[g];
	row_says_who(out, row, x, g, r);
	if (!row->n) {
		finding_because(out, row, "%s", lacking ? lacking : x->axis->lacking);
		return row;
	}
	if (!(worth > 0))
		finding_because(out, row, "all weights are 0");
	else if (x->weight)
		finding_because(out, row, "weighted: worth %.1f equal rows", worth);
	if (worth < (double)r->min_n) {
		finding_because(out, row, "too_small (n < %llu)", (unsigned long long)r->min_n);
		row->too_small = true;
	}
	return row;
}

struct finding *row_of_table(struct findings *out, const struct metric *m, const struct crosstab *x)
{
	struct finding *row = findings_add(out, m->name, x->group_by);

	row->n = x->total;
	return row;
}

void row_of_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                const struct rules *r, const struct row_estimates *of)
{
	struct finding *row = row_of_table(out, m, x);
	struct gap gap = gap_of_estimates(of->value, of->error, x->groups, r->confidence);
	size_t small = 0;

	for (size_t g = 0; g < x->groups; g++)
		small += x->n[g] && x->n[g] < r->min_n;
	row->outcome = x->axis->name[0];
	row->value = gap.difference;
	row->difference = gap.difference.value;
	row->p = gap.p;
	row->judged = FINDING_GAP;
	row->doubtful = isnan(gap.difference.low);
	if (isnan(gap.difference.value))
		finding_because(out, row, "fewer than two groups have the figure: nothing to compare");
	else if (gap.low == gap.high)
		finding_because(out, row, "all groups have the same");
	else
		finding_because(out, row, "lowest: %.*s; highest: %.*s", STR_ARG(x->group[gap.low]),
		                STR_ARG(x->group[gap.high]));
	if (small)
		finding_because(out, row, "left out as too_small (n < %llu): %zu group%s",
		                (unsigned long long)r->min_n, small, small == 1 ? "" : "s");
}

struct str row_reference(const struct crosstab *x, size_t g)
{
	return g == REFERENCE_EVERYONE ? str_of("overall") : x->group[g];
}

void row_is_reference(struct findings *out, struct finding *row, const struct metric *m)
{
	finding_because(out, row, "%s",
	                m->judged == FINDING_NEVER ? "its own reference" : "the reference");
}

bool row_compares(struct findings *out, struct finding *row, const struct metric *m,
                  const struct crosstab *x, size_t g, size_t to, const struct rules *r)
{
	row->to = to;
	row->compared = true;
	row->doubtful = true;
	if (!row->n)
		return false;
	if (x->with_rows < 2 || to == REFERENCE_EVERYONE)
		finding_because(out, row, "one group: nothing to compare with");
	else if (g == to)
		row_is_reference(out, row, m);
	else if (!x->n[to])
		finding_because(out, row, "the reference has no row that counts");
	else if (x->n[to] < r->min_n)
		finding_because(out, row, "the reference is too_small (n < %llu)",
		                (unsigned long long)r->min_n);
	else
		row->doubtful = row->too_small;
	return x->with_rows > 1 && to != REFERENCE_EVERYONE && g != to && x->n[to];
}

static bool better(double a, double b, bool low_is_best)
{
	return isnan(b) || (low_is_best ? a < b : a > b);
}

struct choice row_best(const struct crosstab *x, const double *measure, bool low_is_best,
                       const struct rules *r)
{
	struct choice fixed = x->pin ? (struct choice){ x->pin[0], 1 } : reference_of_numbers(x, r);
	size_t best = REFERENCE_EVERYONE, judged = 0;

	if (fixed.group != REFERENCE_EVERYONE)
		return fixed;
	for (unsigned mildness = 0; best == REFERENCE_EVERYONE && mildness <= 3; mildness++)
		for (size_t g = 0; g < x->groups; g++)
			if (!isnan(measure[g]) && reference_eligible(x, g, mildness, r) &&
			    (best == REFERENCE_EVERYONE || better(measure[g], measure[best], low_is_best)))
				best = g;
	for (size_t g = 0; g < x->groups; g++)
		judged += x->n[g] >= r->min_n && x->n[g] > 0;
	return (struct choice){ best, judged > 2 ? (double)judged / 2 : 1 };
}
