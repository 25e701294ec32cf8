/* slices - small groups: rates drawn together, the worst slice, and how far apart all lie. */
#include "slices.h"

#include <math.h>

#include "dist.h"
#include "rows.h"
#include "shrink.h"
#include "subsets.h"

#define SMOOTHED                                                                                   \
	0.5 /* of a row, added to both outcomes: Dirichlet with a concentration of 1, as AIF360 has it */

static struct ratio_part *parts_of(struct arena *a, const struct crosstab *x)
{
	struct ratio_part *part = ARENA_ARRAY(a, struct ratio_part, x->groups);

	for (size_t g = 0; g < x->groups; g++)
		part[g] = crosstab_part(x, g, 0);
	return part;
}

static void find_shrunk(struct findings *out, const struct metric *m, const struct crosstab *x,
                        const struct rules *r)
{
	struct arena scratch = { 0 };
	struct ratio_part *part = parts_of(&scratch, x);
	struct shrink s = shrink_fit(part, x->groups);

	for (size_t g = 0; x->depth > 1 && g < x->groups; g++) {
		struct finding *row = row_of_group(out, m, x, g, r);

		row->outcome = x->axis->name[0];
		if (isnan(s.rows)) {
			finding_because(out, row, "one group: nothing to be drawn towards");
			continue;
		}
		row->value = shrink_rate(s, part[g], r->confidence);
		row->difference = row->value.value - s.mean;
		row->reference = str_of("overall");
		if (isinf(s.rows)) {
			row->value.low = row->value.high = NAN;
			finding_because(out, row, "the groups differ no more than by chance: the rate of all");
		} else {
			finding_because(out, row, "drawn towards %.3g as if by %.1f rows", s.mean,
			                s.rows);
		}
	}
	arena_release(&scratch);
}

static void find_worst(struct findings *out, const struct metric *m, const struct crosstab *x,
                       const struct rules *r)
{
	size_t worst = SIZE_MAX, scanned = 0;
	struct finding *row;
	double most = 0;

	if (x->depth < 2)
		return;
	row = row_of_table(out, m, x);
	row->outcome = x->axis->name[0];
	for (size_t g = 0; g < x->groups; g++) {
		struct ratio_part in = crosstab_part(x, g, 0);
		double score;

		if (!(in.total > 0) || in.total < (double)r->min_n)
			continue;
		scanned++;
		score = subsets_score(in, crosstab_rest(x, g, 0));
		if (score > most)
			most = score, worst = g;
	}
	if (scanned < 2 || worst == SIZE_MAX) {
		finding_because(out, row, "%s",
		                scanned < 2 ? "fewer than two slices can be judged"
		                            : "no slice is worse than the rest");
		return;
	}
	row->group = x->group[worst];
	row->n = x->n[worst];
	row->value.value = most;
	row->reference = str_of("rest");
	row->ratio = ratio_of(crosstab_part(x, worst, 0), crosstab_rest(x, worst, 0), r->confidence);
	row->difference = crosstab_part(x, worst, 0).hits / crosstab_part(x, worst, 0).total -
	                  crosstab_rest(x, worst, 0).hits / crosstab_rest(x, worst, 0).total;
	row->p = fmin(1, (double)scanned * dist_normal_upper(sqrt(2 * most)));
	row->judged = FINDING_RATIO;
	finding_because(out, row, "the worst of %zu slices", scanned);
}

static void find_differential(struct findings *out, const struct metric *m,
                              const struct crosstab *x, const struct rules *r)
{
	struct finding *row = row_of_table(out, m, x);
	double low = INFINITY, high = -INFINITY;
	size_t groups = 0, lowest = 0, highest = 0;

	(void)r;
	row->outcome = x->axis->name[0];
	for (size_t g = 0; g < x->groups; g++) {
		struct ratio_part part = crosstab_part(x, g, 0);
		double rate = (part.hits + SMOOTHED) / (part.total + 2 * SMOOTHED);

		if (!(part.total > 0))
			continue;
		groups++;
		if (rate < low)
			low = rate, lowest = g;
		if (rate > high)
			high = rate, highest = g;
	}
	if (groups < 2) {
		finding_because(out, row, "%s",
		                x->total ? "one group: nothing to compare with" : x->axis->lacking);
		return;
	}
	row->value.value = fmax(log(high / low), log((1 - low) / (1 - high)));
	finding_because(out, row, "lowest: %.*s; highest: %.*s", STR_ARG(x->group[lowest]),
	                STR_ARG(x->group[highest]));
}

#define OUTCOME .of = { AXIS_OUTCOME }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "differential_fairness",
	  OUTCOME,
	  .formula =
	          "max |log(rate / rate of another)| of both outcomes; rate = (k + 0.5) / (n + 1)",
	  .help = "smoothed empirical differential fairness (Foulds and others 2020): 0 when all "
	          "rates are equal",
	  .find = find_differential,
	  .range = METRIC_FROM_0 },
	{ .name = "shrunk_rate",
	  OUTCOME,
	  .formula = "(k + mean rows) / (n + rows); mean and rows by Kleinman's (1973) moments",
	  .help = "of crossings: the selection rate, drawn towards that of all (beta-binomial, "
	          "empirical Bayes)",
	  .find = find_shrunk },
	{ .name = "worst_slice",
	  OUTCOME,
	  .formula = "Kulldorff's (1997) log-likelihood ratio of the slice against the rest, the "
	             "largest",
	  .help = "of crossings: the slice whose rate is lowest beyond chance, its ratio tested "
	          "(for all scanned) and judged",
	  .find = find_worst,
	  .judged = FINDING_RATIO },
	{ .name = "worst_subset",
	  OUTCOME,
	  .formula = "the same of values joined in each column (Neill and others 2013)",
	  .help = "of crossings: the values that together are worst off, tested by draws of "
	          "--bootstrap and judged",
	  .find = subsets_find_worst,
	  .judged = FINDING_RATIO,
	  .of_counts = true },
};

const struct metrics slices_metrics = { rows, sizeof(rows) / sizeof(*rows) };
