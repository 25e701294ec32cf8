/* conditional - groups compared within strata, so that what the strata explain does not count. */
#include "conditional.h"

#include <math.h>

#include "mantel.h"
#include "rows.h"

static const uint64_t *stratum_of(const struct crosstab *x, size_t stratum, size_t g)
{
	return x->stratum + (stratum * x->groups + g) * 2;
}

/* Of each stratum those with the outcome and those without, in all groups. */
static uint64_t *totals_of(struct arena *a, const struct crosstab *x)
{
	uint64_t *total = ARENA_ARRAY(a, uint64_t, 2 * x->strata);

	for (size_t i = 0; i < x->strata; i++)
		for (size_t g = 0; g < x->groups; g++)
			for (size_t o = 0; o < 2; o++)
				total[2 * i + o] += stratum_of(x, i, g)[o];
	return total;
}

/* Group g beside group `to`, or beside everyone else. */
static struct mantel compare(const struct crosstab *x, const uint64_t *total, size_t g, size_t to,
                             double confidence)
{
	struct arena scratch = { 0 };
	struct mantel_stratum *s = ARENA_ARRAY(&scratch, struct mantel_stratum, x->strata);
	struct mantel m;

	for (size_t i = 0; i < x->strata; i++) {
		const uint64_t *one = stratum_of(x, i, g), *all = total + 2 * i;

		if (to == REFERENCE_EVERYONE)
			s[i] = (struct mantel_stratum){ one[0], one[1], all[0] - one[0],
				                        all[1] - one[1] };
		else
			s[i] = (struct mantel_stratum){ one[0], one[1], stratum_of(x, i, to)[0],
				                        stratum_of(x, i, to)[1] };
	}
	m = mantel_compare(s, x->strata, confidence);
	arena_release(&scratch);
	return m;
}

/* The ratio that there is when nobody asks for the strata. */
static double crude_ratio(const struct crosstab *x, size_t g, size_t to)
{
	struct ratio_part a = crosstab_part(x, g, 0);
	struct ratio_part b =
		to == REFERENCE_EVERYONE ? crosstab_rest(x, g, 0) : crosstab_part(x, to, 0);

	return a.hits / a.total / (b.hits / b.total);
}

static void say_strata(struct findings *out, struct finding *row, const struct crosstab *x,
                       const struct mantel *m, double crude)
{
	finding_because(out, row, "%zu of %zu strata have both", m->informative, x->strata);
	if ((crude - 1) * (m->ratio.value - 1) < 0)
		finding_because(out, row, "Simpson's paradox: without the strata the ratio is %.3g",
		                crude);
}

static struct finding *begin(struct findings *out, const struct metric *m, const struct crosstab *x,
                             size_t g, const struct rules *r)
{
	struct finding *row = row_of_group(out, m, x, g, r);

	row->outcome = x->axis->name[0];
	return row;
}

static void find_parity(struct findings *out, const struct metric *m, const struct crosstab *x,
                        const struct rules *r)
{
	struct choice to = { REFERENCE_EVERYONE, 1 };
	bool odds = m->judged == FINDING_NEVER;
	struct arena keep = { 0 };
	const uint64_t *total = totals_of(&keep, x);

	if (x->groups)
		to = reference_choose(x, 0, r);
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = begin(out, m, x, g, r);
		struct mantel mantel;

		row->reference = row_reference(x, to.group);
		row->to = to.group;
		row->compared = true;
		if (to.group == REFERENCE_EVERYONE && x->with_rows > 1)
			row->doubtful = row->too_small || !row->n;
		else if (!row_compares(out, row, m, x, g, to.group, r))
			continue;
		row->judged = m->judged;
		mantel = compare(x, total, g, to.group, r->confidence);
		if (odds) {
			row->value = mantel.odds;
			continue;
		}
		row->difference = mantel.difference;
		row->ratio = mantel.ratio;
		row->picked = to.picked;
		if (!row->doubtful)
			row->p = mantel.p;
		if (row->n && !mantel.informative) {
			row->doubtful = true;
			finding_because(out, row, "no stratum has both");
		} else if (row->n) {
			say_strata(out, row, x, &mantel, crude_ratio(x, g, to.group));
		}
	}
	arena_release(&keep);
}

/* Wachter, Mittelstadt and Russell (2021): of each stratum the share of the group among those without the favourable
 * outcome less its share among those with it, weighted by the rows of the stratum. */
static double disparity(const struct crosstab *x, const uint64_t *total, size_t g)
{
	double sum = 0, rows = 0;

	for (size_t i = 0; i < x->strata; i++) {
		double with = (double)total[2 * i], without = (double)total[2 * i + 1];

		if (!(with > 0) || !(without > 0))
			continue;
		sum += (with + without) * ((double)stratum_of(x, i, g)[1] / without -
		                           (double)stratum_of(x, i, g)[0] / with);
		rows += with + without;
	}
	return rows > 0 ? sum / rows : NAN;
}

static void find_disparity(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r)
{
	struct arena keep = { 0 };
	const uint64_t *total = totals_of(&keep, x);

	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = begin(out, m, x, g, r);

		if (row->n)
			row->value.value = disparity(x, total, g);
		if (row->n && isnan(row->value.value))
			finding_because(out, row, "no stratum has both outcomes");
	}
	arena_release(&keep);
}

#define STRATA .of = { AXIS_STRATA }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "conditional_disparity",
	  STRATA,
	  .formula = "sum over strata of n (share of the not favoured - share of the favoured) / "
	             "sum of n",
	  .help = "conditional demographic disparity: above 0 the group is overrepresented among "
	          "the not favoured",
	  .find = find_disparity,
	  .range = METRIC_DIFFERENCE },
	{ .name = "conditional_odds",
	  STRATA,
	  .formula = "sum of a d / n over sum of b c / n",
	  .help = "Mantel and Haenszel's common odds ratio, with the interval of Robins, Breslow "
	          "and Greenland",
	  .find = find_parity },
	{ .name = "conditional_parity",
	  STRATA,
	  .formula = "sum of a n_reference / n over sum of c n_group / n",
	  .help = "Mantel and Haenszel's common ratio of rates, tested (Cochran, Mantel and "
	          "Haenszel) and judged",
	  .find = find_parity,
	  .judged = FINDING_RATIO },
};

const struct metrics conditional_metrics = { rows, sizeof(rows) / sizeof(*rows) };
