/* metric - what is measured: a table of names, formulas and functions. */
#include "metric.h"

#include <math.h>

#include "fisher.h"
#include "ratio.h"

/* One outcome of the table, and whom its groups are compared with. */
struct column {
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

static struct finding *group_row(struct findings *out, const struct metric *m,
                                 const struct column *c, size_t g)
{
	struct finding *row = findings_add(out, m->name, c->x->group_by);

	row->group = c->x->group[g];
	row->outcome = c->x->axis->name[c->outcome];
	row->n = c->x->n[g];
	if (!row->group.n)
		finding_because(out, row, "missing group");
	if (!row->n)
		finding_because(out, row, "no row with a known %s",
		                c->x->axis->binary ? "outcome" : "segment");
	else if (row->n < c->r->min_n)
		finding_because(out, row, "too_small (n < %llu)", (unsigned long long)c->r->min_n);
	return row;
}

/* The share with its interval. */
static void add_rate(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	struct ratio_part a = part_of(c, g);

	(void)out;
	row->value = fair_rate(a.hits, a.total, c->r->confidence);
}

/* Whether there is something to compare with; if not, the row says why. */
static bool comparable(struct findings *out, struct finding *row, const struct column *c,
                       struct ratio_part to)
{
	if (c->x->with_rows < 2)
		finding_because(out, row, "one group: nothing to compare with");
	else if (!to.total)
		finding_because(out, row, "the reference has no row that counts");
	else if (!to.hits)
		finding_because(out, row, "the rate of the reference is 0: no ratio");
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

/* The ratio to the reference with its interval, the test that it is 1, and whether there can be a verdict. */
static void add_ratio(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	bool everyone = c->to.group == REFERENCE_EVERYONE;
	struct ratio_part a = part_of(c, g), to = part_of(c, c->to.group),
			  all = part_of(c, REFERENCE_EVERYONE);
	struct ratio_part rest = { all.hits - a.hits, all.total - a.total };

	row->reference = everyone ? str_of("overall") : c->x->group[c->to.group];
	if (!row->n) {
		row->judged = row->doubtful = true;
		return;
	}
	if (to.total)
		row->difference = (double)a.hits / (double)a.total - (double)to.hits / (double)to.total;
	row->ratio = everyone ? ratio_to_whole(a, to, c->r->confidence)
	                      : ratio_of(a, to, c->r->confidence);
	if (g == c->to.group)
		row->ratio.low = row->ratio.high = NAN;
	if (g == c->to.group && c->x->with_rows > 1) {
		finding_because(out, row, "the reference");
		return;
	}
	row->judged = true;
	row->doubtful = !comparable(out, row, c, to) || row->n < c->r->min_n;
	if (!row->doubtful)
		row->p = test_of(a, everyone ? rest : to);
	row->picked = c->to.picked;
}

static void add_rate_and_ratio(struct findings *out, struct finding *row, const struct column *c, size_t g)
{
	add_rate(out, row, c, g);
	add_ratio(out, row, c, g);
}

static void each_group(struct findings *out, const struct metric *m, const struct crosstab *x,
                       const struct rules *r)
{
	for (size_t o = 0; x->groups && o < crosstab_audited(x); o++) {
		struct column c = { .x = x, .r = r, .outcome = o, .to = reference_choose(x, o, r) };

		for (size_t g = 0; g < x->groups; g++)
			m->add(out, group_row(out, m, &c, g), &c, g);
	}
}

/* A row about the whole table. */
static struct finding *table_row(struct findings *out, const struct metric *m, const struct crosstab *x)
{
	struct finding *row = findings_add(out, m->name, x->group_by);

	if (x->axis->binary)
		row->outcome = x->axis->name[0];
	row->n = x->total;
	return row;
}

static void say_extreme(struct findings *out, struct finding *row, const struct crosstab *x,
                        const char *which, size_t g, const struct rules *r)
{
	finding_because(out, row, "%s: %.*s%s", which, STR_ARG(x->group[g]),
	                x->group[g].n ? "" : "missing group");
	if (x->n[g] < r->min_n)
		finding_because(out, row, "too_small (n < %llu)", (unsigned long long)r->min_n);
}

static void find_parity(struct findings *out, const struct metric *m, const struct crosstab *x,
                        const struct rules *r)
{
	struct finding *row = table_row(out, m, x);
	size_t low = SIZE_MAX, high = SIZE_MAX;
	double lowest = NAN, highest = NAN;

	for (size_t g = 0; g < x->groups; g++) {
		double rate = (double)crosstab_hits(x, g, 0) / (double)x->n[g];

		if (!x->n[g])
			continue;
		if (low == SIZE_MAX || rate < lowest)
			low = g, lowest = rate;
		if (high == SIZE_MAX || rate > highest)
			high = g, highest = rate;
	}
	if (x->with_rows < 2) {
		finding_because(out, row,
		                x->with_rows ? "one group: nothing to compare with"
		                             : "no row with a known outcome");
		return;
	}
	row->difference = highest - lowest;
	if (highest > 0)
		row->ratio.value = lowest / highest;
	if (lowest == highest) {
		finding_because(out, row,
		                highest > 0 ? "all rates are equal" : "all rates are 0: no ratio");
		return;
	}
	say_extreme(out, row, x, "lowest", low, r);
	say_extreme(out, row, x, "highest", high, r);
}

static struct fair_test test_table(struct findings *out, struct finding *row, const struct crosstab *x)
{
	struct fair_test test =
		fair_independence((struct fair_table){ x->count, x->groups, x->axis->outcomes });

	if (!test.total)
		finding_because(out, row, "no row with a known %s",
		                x->axis->binary ? "outcome" : "segment");
	else if (test.rows < 2)
		finding_because(out, row, "one group: nothing to compare with");
	else if (test.columns < 2)
		finding_because(out, row,
		                x->axis->binary ? "every row has the same outcome"
		                                : "every row has the same segment");
	else if (test.least_expected < 5)
		finding_because(out, row, "fewer than 5 are expected in a cell: the test is rough");
	return test;
}

static void find_chi_square(struct findings *out, const struct metric *m, const struct crosstab *x,
                            const struct rules *r)
{
	struct finding *row = table_row(out, m, x);
	struct fair_test test = test_table(out, row, x);

	(void)r;
	row->value.value = test.statistic;
	row->p = test.p;
}

static void find_cramers_v(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r)
{
	struct finding *row = table_row(out, m, x);

	(void)r;
	row->value.value = test_table(out, row, x).cramers_v;
}

const struct metric metrics[] = {
	{ "chi_square", "outcome,segment", "sum of (observed - expected)^2 / expected",
	  "Pearson's test that groups and outcomes have nothing to do with each other",
	  find_chi_square, NULL },
	{ "cramers_v", "outcome,segment", "sqrt(chi_square / n / (min(groups, outcomes) - 1))",
	  "how much the group says about the outcome: 0 nothing, 1 everything", find_cramers_v, NULL },
	{ "demographic_parity", "outcome", "highest - lowest rate; lowest / highest rate",
	  "the widest gap between the selection rates of two groups", find_parity, NULL },
	{ "four_fifths", "outcome",
	  "rate / rate of the reference", "adverse impact ratio with its interval, tested (Pearson, or Fisher for few rows) and judged",
	  each_group, add_ratio },
	{ "membership_rate", "segment", "k / n; rate / rate of the reference",
	  "share of the group in the segment, and its representation ratio, tested and judged",
	  each_group, add_rate_and_ratio },
	{ "selection_rate", "outcome", "k / n",
	  "share of the group with a favourable outcome, with Wilson's interval", each_group, add_rate },
};
const size_t metric_count = sizeof(metrics) / sizeof(*metrics);

void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r)
{
	for (size_t i = 0; i < metric_count; i++)
		if (strstr(metrics[i].of, x->axis->binary ? "outcome" : "segment"))
			metrics[i].find(out, &metrics[i], x, r);
}
