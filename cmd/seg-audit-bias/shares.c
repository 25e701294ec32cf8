/* shares - the metrics of one row per group: its rate, and what it is beside the rate of the reference. */
#include "shares.h"

#include <math.h>

#include "fisher.h"
#include "ratio.h"

/* One outcome of the table, and whom its groups are compared with. */
struct column {
	const struct metric *metric;
	const struct crosstab *x;
	const struct rules *r;
	size_t outcome;
	struct choice to;
};

static struct ratio_part part_of(const struct column *c, size_t g)
{
	if (g == REFERENCE_EVERYONE)
		return (struct ratio_part){ c->x->of_all[c->outcome], c->x->total };
	return (struct ratio_part){ crosstab_hits(c->x, g, c->outcome), c->x->n[g] };
}

static struct str reference_name(const struct column *c)
{
	return c->to.group == REFERENCE_EVERYONE ? str_of("overall") : c->x->group[c->to.group];
}

static struct finding *group_row(struct findings *out, const struct column *c, size_t g)
{
	struct finding *row = findings_add(out, c->metric->name, c->x->group_by);
	const char *lacking = c->metric->share.lacking;

	row->group = c->x->group[g];
	row->outcome = c->outcome < c->x->axis->outcomes ? c->x->axis->name[c->outcome] : row->outcome;
	row->n = c->x->n[g];
	if (!row->group.n)
		finding_because(out, row, "missing group");
	if (!row->n) {
		finding_because(out, row, "%s", lacking ? lacking : c->x->axis->lacking);
	} else if (row->n < c->r->min_n) {
		finding_because(out, row, "too_small (n < %llu)", (unsigned long long)c->r->min_n);
		row->too_small = true;
	}
	return row;
}

void shares_add_rate(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	struct ratio_part a = part_of(c, g);

	(void)out;
	row->value = fair_rate(a.hits, a.total, c->r->confidence);
}

/* Whether there is something to compare with; if not, the row says why. */
static bool comparable(struct findings *out, struct finding *row, const struct column *c,
                       struct ratio_part a, struct ratio_part to)
{
	if (c->x->with_rows < 2)
		finding_because(out, row, "one group: nothing to compare with");
	else if (!to.total)
		finding_because(out, row, "the reference has no row that counts");
	else if (!to.hits && !a.hits)
		finding_because(out, row, "both rates are 0: no ratio");
	else if (to.total < c->r->min_n)
		finding_because(out, row, "the reference is too_small (n < %llu)",
		                (unsigned long long)c->r->min_n);
	else
		return true;
	return false;
}

/* The test that two parts have one rate: Pearson's, or Fisher's where fewer than 5 are expected in a cell. */
static double test_of(struct ratio_part a, struct ratio_part b)
{
	uint64_t count[4] = { a.hits, a.total - a.hits, b.hits, b.total - b.hits };
	struct fair_test test = fair_independence((struct fair_table){ count, 2, 2 });

	return test.least_expected < 5 ? fisher_two_sided(count[0], count[1], count[2], count[3])
	                               : test.p;
}

/* The ratio of a to another part; without a bound above when the other's rate is 0. */
static struct fair_estimate ratio_to(struct findings *out, struct finding *row, struct ratio_part a,
                                     struct ratio_part to, double confidence)
{
	struct fair_estimate e = ratio_of(a, to, confidence);

	if (!isnan(e.value) || !a.hits || !to.total)
		return e;
	finding_because(out, row, "the rate of the reference is 0: the ratio is without bound");
	return (struct fair_estimate){ INFINITY, 1 / ratio_of(to, a, confidence).high, INFINITY };
}

void shares_add_ratio(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	bool everyone = c->to.group == REFERENCE_EVERYONE;
	struct ratio_part a = part_of(c, g), to = part_of(c, c->to.group),
			  all = part_of(c, REFERENCE_EVERYONE);
	struct ratio_part rest = { all.hits - a.hits, all.total - a.total };

	row->reference = reference_name(c);
	if (!row->n) {
		row->judged = c->metric->judged;
		row->doubtful = true;
		return;
	}
	if (to.total)
		row->difference = (double)a.hits / (double)a.total - (double)to.hits / (double)to.total;
	if (g == c->to.group && c->x->with_rows > 1) {
		row->ratio.value = to.hits ? 1 : NAN;
		finding_because(out, row, "the reference");
		return;
	}
	row->judged = c->metric->judged;
	row->doubtful = !comparable(out, row, c, a, to) || row->too_small;
	row->ratio = everyone ? ratio_to_whole(a, to, c->r->confidence)
	                      : ratio_to(out, row, a, to, c->r->confidence);
	if (g == c->to.group)
		row->ratio.low = row->ratio.high = NAN;
	if (!row->doubtful && row->judged != FINDING_NEVER)
		row->p = test_of(a, everyone ? rest : to);
	row->picked = c->to.picked * (c->metric->share.paired ? 0.5 : 1);
}

void shares_add_both(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	shares_add_rate(out, row, c, g);
	shares_add_ratio(out, row, c, g);
}

void shares_find(struct findings *out, const struct metric *m, const struct crosstab *x,
                 const struct rules *r)
{
	for (size_t o = 0; x->groups && o < crosstab_audited(x); o++) {
		struct column c = { m, x, r, o, reference_choose(x, o, r) };

		for (size_t g = 0; g < x->groups; g++)
			m->add(out, group_row(out, &c, g), &c, g);
	}
}

void shares_find_average_odds(struct findings *out, const struct metric *m,
                              const struct crosstab *x, const struct rules *r)
{
	struct arena scratch = { 0 };
	struct crosstab tpr = crosstab_share(&scratch, x, 1 << AXIS_TP, 1 << AXIS_TP | 1 << AXIS_FN);
	struct crosstab fpr = crosstab_share(&scratch, x, 1 << AXIS_FP, 1 << AXIS_FP | 1 << AXIS_TN);
	struct column c = { .metric = m, .x = x, .r = r }, true_rate = { m, &tpr, r, 0, { 0, 1 } },
		      false_rate = { m, &fpr, r, 0, { 0, 1 } };

	if (x->groups)
		c.to = reference_choose(&tpr, 0, r);
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = group_row(out, &c, g);
		struct ratio_part tp = part_of(&true_rate, g), fp = part_of(&false_rate, g),
				  to_tp = part_of(&true_rate, c.to.group),
				  to_fp = part_of(&false_rate, c.to.group);

		row->reference = reference_name(&c);
		if (tp.total && fp.total && to_tp.total && to_fp.total)
			row->value.value = row->difference =
				((double)tp.hits / (double)tp.total -
			         (double)to_tp.hits / (double)to_tp.total +
			         (double)fp.hits / (double)fp.total -
			         (double)to_fp.hits / (double)to_fp.total) /
				2;
		else if (row->n)
			finding_because(out, row, "a rate of the group or the reference has no row");
	}
	arena_release(&scratch);
}

static struct fair_table table_of(const struct crosstab *x)
{
	return (struct fair_table){ x->count, x->groups, x->axis->outcomes };
}

void shares_find_variation(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r)
{
	struct column c = { m, x, r, SIZE_MAX, { REFERENCE_EVERYONE, 1 } };
	struct arena scratch = { 0 };
	double *distance = ARENA_ARRAY(&scratch, double, x->groups);

	fair_total_variation(distance, table_of(x));
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = group_row(out, &c, g);

		row->reference = reference_name(&c);
		row->value.value = distance[g];
	}
	arena_release(&scratch);
}

void shares_find_residuals(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r)
{
	struct arena scratch = { 0 };
	struct fair_cells cells = fair_residuals(&scratch, table_of(x));

	for (size_t o = 0; o < x->axis->outcomes; o++) {
		struct column c = { m, x, r, o, { REFERENCE_EVERYONE, 1 } };

		for (size_t g = 0; g < x->groups; g++) {
			struct finding *row = group_row(out, &c, g);

			row->reference = reference_name(&c);
			row->value.value = cells.adjusted[g * x->axis->outcomes + o];
		}
	}
	arena_release(&scratch);
}
