/* shares - the metrics of one row per group: its rate, and what it is beside the rate of the reference. */
#include "shares.h"

#include <math.h>

#include "power.h"
#include "ratio.h"
#include "rows.h"
#include "test.h"

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
	return crosstab_part(c->x, g, c->outcome);
}

static struct str reference_name(const struct column *c)
{
	return row_reference(c->x, c->to.group);
}

static struct finding *group_row(struct findings *out, const struct column *c, size_t g)
{
	struct finding *row = row_of_group(out, c->metric, c->x, g, c->r);

	row->outcome = c->outcome < c->x->axis->outcomes ? c->x->axis->name[c->outcome] : row->outcome;
	return row;
}

void shares_add_rate(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	struct ratio_part a = part_of(c, g);

	(void)out;
	row->value = fair_share(a.hits, a.total, c->r->confidence);
}

/* Whether there is something to compare with; if not, the row says why. */
static bool comparable(struct findings *out, struct finding *row, const struct column *c,
                       struct ratio_part a, struct ratio_part to)
{
	if (c->x->with_rows < 2)
		finding_because(out, row, "one group: nothing to compare with");
	else if (!(to.total > 0))
		finding_because(out, row, "the reference has no row that counts");
	else if (!(to.hits > 0) && !(a.hits > 0))
		finding_because(out, row, "both rates are 0: no ratio");
	else if (to.total < (double)c->r->min_n)
		finding_because(out, row, "the reference is too_small (n < %llu)",
		                (unsigned long long)c->r->min_n);
	else
		return true;
	return false;
}

/* The ratio of a to another part; without a bound above when the other's rate is 0. */
static struct fair_estimate ratio_to(struct findings *out, struct finding *row, struct ratio_part a,
                                     struct ratio_part to, double confidence)
{
	struct fair_estimate e = ratio_of(a, to, confidence);

	if (!isnan(e.value) || !(a.hits > 0) || !(to.total > 0))
		return e;
	finding_because(out, row, "the rate of the reference is 0: the ratio is without bound");
	return (struct fair_estimate){ INFINITY, 1 / ratio_of(to, a, confidence).high, INFINITY };
}

void shares_add_ratio(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	bool everyone = c->to.group == REFERENCE_EVERYONE;
	struct ratio_part a = part_of(c, g), to = part_of(c, c->to.group), rest = to;

	row->reference = reference_name(c);
	row->to = c->to.group;
	row->compared = true;
	if (!(a.total > 0)) {
		row->judged = c->metric->judged;
		row->doubtful = true;
		return;
	}
	if (everyone)
		rest = crosstab_rest(c->x, g, c->outcome);
	if (to.total > 0)
		row->difference = a.hits / a.total - to.hits / to.total;
	if (g == c->to.group && c->x->with_rows > 1) {
		row->ratio.value = to.hits > 0 ? 1 : NAN;
		finding_because(out, row, "the reference");
		return;
	}
	row->judged = c->metric->judged;
	row->doubtful = !comparable(out, row, c, a, to) || row->too_small;
	if (everyone && c->x->weight)
		row->ratio = ratio_to_both(a, rest, crosstab_share_of_all(c->x, g), c->r->confidence);
	else
		row->ratio = everyone ? ratio_to_whole(a, to, c->r->confidence)
		                      : ratio_to(out, row, a, to, c->r->confidence);
	if (g == c->to.group)
		row->ratio.low = row->ratio.high = NAN;
	if (!row->doubtful && row->judged != FINDING_NEVER)
		row->p = c->x->weight ? test_of_weighted(a, rest) : c->r->test->p(a, rest);
	row->picked = c->to.picked * (c->metric->share.paired ? 0.5 : 1);
}

void shares_add_detectable(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	struct finding like = *row;

	row->reference = reference_name(c);
	row->to = c->to.group;
	row->compared = true;
	if (g == c->to.group && c->x->with_rows > 1) {
		row_is_reference(out, row, c->metric);
		return;
	}
	like.reason = "";
	shares_add_ratio(out, &like, c, g);
	row->value.value = power_ratio(like.ratio, c->r->confidence, 1 - c->r->confidence);
	if (row->n && isnan(row->value.value))
		finding_because(out, row, "no interval of the ratio: nothing to go by");
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
		row->to = c.to.group;
		row->compared = true;
		if (tp.total > 0 && fp.total > 0 && to_tp.total > 0 && to_fp.total > 0)
			row->value.value = row->difference =
				(tp.hits / tp.total - to_tp.hits / to_tp.total +
			         fp.hits / fp.total - to_fp.hits / to_fp.total) /
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
