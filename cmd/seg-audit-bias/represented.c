/* represented - whom the data are about: groups held against a population, and what is missing of each. */
#include "represented.h"

#include <math.h>

#include "dist.h"
#include "rows.h"
#include "shares.h"
#include "whole.h"

/* The group's part of all rows. */
static struct ratio_part part_of_all(const struct crosstab *x, size_t g)
{
	double rows = crosstab_part(x, CROSSTAB_ALL, 0).total;

	return (struct ratio_part){ x->n[g] ? crosstab_share_of_all(x, g) * rows : 0, rows };
}

/* The test that the part is drawn from a population with that share: the score test, or the exact binomial one (twice
 * the smaller tail) where fewer than 5 are expected. */
static double test_share(struct ratio_part part, double share)
{
	double expected = share * part.total, off = part.hits - expected, low, high;

	if (expected >= 5 && part.total - expected >= 5)
		return dist_chi_square_upper(off * off / (expected * (1 - share)), 1);
	low = part.hits >= part.total ? 1 : dist_beta_upper(share, part.hits + 1, part.total - part.hits);
	high = part.hits > 0 ? dist_beta_lower(share, part.hits, part.total - part.hits + 1) : 1;
	return fmin(1, 2 * fmin(low, high));
}

static void find_representation(struct findings *out, const struct metric *m,
                                const struct crosstab *x, const struct rules *r)
{
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = row_of_group(out, m, x, g, r);
		struct ratio_part part = part_of_all(x, g);
		double share = x->share[g];

		row->too_small = false; /* that a group is small is the finding */
		row->reason = "";
		row_says_who(out, row, x, g, r);
		row->reference = str_of("population");
		row->value = fair_share(part.hits, part.total, r->confidence);
		row->judged = FINDING_RATIO;
		row->doubtful = !(share > 0) || part.total < (double)r->min_n;
		if (!(share > 0)) {
			finding_because(out, row, "the population has nobody of this group");
			continue;
		}
		if (row->doubtful)
			finding_because(out, row, "all rows are too_small (n < %llu)",
			                (unsigned long long)r->min_n);
		row->difference = row->value.value - share;
		row->ratio = (struct fair_estimate){ row->value.value / share, row->value.low / share,
			                             row->value.high / share };
		if (!row->doubtful)
			row->p = share < 1 ? test_share(part, share) : NAN;
	}
}

/* How the rows of all groups lie to what the population lets expect. */
struct fit {
	double statistic, divergence, groups, least;
	bool covered; /* no row is of a group that the population lacks */
};

static struct fit fit_of(const struct crosstab *x)
{
	struct fit f = { 0, 0, 0, INFINITY, true };

	for (size_t g = 0; g < x->groups; g++) {
		struct ratio_part part = part_of_all(x, g);
		double expected = x->share[g] * part.total, off = part.hits - expected;

		if (!(x->share[g] > 0)) {
			f.covered = f.covered && !(part.hits > 0);
			continue;
		}
		f.statistic += off * off / expected;
		f.least = fmin(f.least, expected);
		f.groups++;
		if (part.hits > 0)
			f.divergence += part.hits / part.total * log(part.hits / expected);
	}
	return f;
}

static struct finding *row_of_fit(struct findings *out, const struct metric *m,
                                  const struct crosstab *x, const struct fit *f)
{
	struct finding *row = row_of_table(out, m, x);

	row->reference = str_of("population");
	if (!x->total)
		finding_because(out, row, "no row");
	else if (!f->covered)
		finding_because(out, row, "some groups are nowhere in the population");
	return row;
}

static void find_divergence(struct findings *out, const struct metric *m, const struct crosstab *x,
                            const struct rules *r)
{
	struct fit f = fit_of(x);
	struct finding *row = row_of_fit(out, m, x, &f);

	(void)r;
	if (x->total && f.covered)
		row->value.value = fmax(0, f.divergence);
}

static void find_fit(struct findings *out, const struct metric *m, const struct crosstab *x,
                     const struct rules *r)
{
	struct fit f = fit_of(x);
	struct finding *row = row_of_fit(out, m, x, &f);

	(void)r;
	if (!x->total || !f.covered)
		return;
	if (f.groups < 2) {
		finding_because(out, row, "one group: nothing to compare with");
		return;
	}
	row->value.value = f.statistic;
	row->p = dist_chi_square_upper(f.statistic, f.groups - 1);
	if (f.least < 5)
		finding_because(out, row, "fewer than 5 are expected in a group: the test is rough");
}

#define POPULATION .of = { AXIS_POPULATION }, .ofs = 1
#define MISSING .of = { AXIS_MISSING }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "missing_gap",
	  MISSING,
	  .formula = "highest - lowest missing_rate",
	  .help = "the widest gap between the shares of missing values, with an interval for all "
	          "pairs",
	  .find = whole_find_gap,
	  .judged = FINDING_GAP },
	{ .name = "missing_rate",
	  MISSING,
	  .formula = "missing / n",
	  .help = "share of the group's rows in which the column is missing, of columns where any "
	          "is",
	  .find = shares_find,
	  .add = shares_add_both },
	{ .name = "representation",
	  POPULATION,
	  .formula = "n / all rows; divided by the group's share of the population",
	  .help = "whether the group is in the data as in the population, tested and judged",
	  .find = find_representation,
	  .judged = FINDING_RATIO },
	{ .name = "representation_divergence",
	  POPULATION,
	  .formula = "sum of p log(p / p of the population)",
	  .help = "Kullback and Leibler's divergence of the data from the population, in nats",
	  .find = find_divergence,
	  .range = METRIC_FROM_0 },
	{ .name = "representation_fit",
	  POPULATION,
	  .formula = "sum of (n - expected)^2 / expected",
	  .help = "Pearson's test that the rows are a draw from the population",
	  .find = find_fit },
};

const struct metrics represented_metrics = { rows, sizeof(rows) / sizeof(*rows) };
