/* calibrated - scores of each group held against labels: calibration, error and rank. */
#include "calibrated.h"

#include <math.h>

#include "rows.h"

/* What is measured of one group, and the value that is best. */
struct metric_of_scores {
	struct promise_part (*part)(struct promise c, double confidence);
	double best;         /* the nearest to it is the reference */
	const char *lacking; /* why it may be undefined though there are rows */
};

static struct promise_part expected_error(struct promise c, double confidence)
{
	(void)confidence;
	return (struct promise_part){ { promise_expected_error(c), NAN, NAN }, NAN };
}

static struct promise_part slope(struct promise c, double confidence)
{
	return promise_line(c, confidence).slope;
}

static struct promise_part intercept(struct promise c, double confidence)
{
	return promise_line(c, confidence).intercept;
}

static void find_part(struct findings *out, const struct metric *m, const struct crosstab *x,
                      const struct rules *r)
{
	struct arena scratch = { 0 };
	struct promise_part *part = ARENA_ARRAY(&scratch, struct promise_part, x->groups);
	double *off = ARENA_ARRAY(&scratch, double, x->groups);
	struct choice to;

	for (size_t g = 0; g < x->groups; g++) {
		part[g] = (struct promise_part){ { NAN, NAN, NAN }, NAN };
		if (x->n[g])
			part[g] = m->score->part(x->scored[g], r->confidence);
		off[g] = fabs(part[g].e.value - m->score->best);
	}
	to = row_best(x, off, true, r);
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row = row_of_group(out, m, x, g, r);

		row->outcome = x->axis->name[0];
		row->value = part[g].e;
		if (to.group != REFERENCE_EVERYONE)
			row->reference = row_reference(x, to.group);
		if (row_compares(out, row, m, x, g, to.group, r))
			row->difference = part[g].e.value - part[to.group].e.value;
		if (x->n[g] && isnan(part[g].e.value))
			finding_because(out, row, "%s", m->score->lacking);
	}
	arena_release(&scratch);
}

/* The widest difference of two groups that can be judged. */
static void find_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                     const struct rules *r)
{
	struct arena scratch = { 0 };
	double *value = ARENA_ARRAY(&scratch, double, x->groups);
	double *error = ARENA_ARRAY(&scratch, double, x->groups);

	for (size_t g = 0; g < x->groups; g++) {
		struct promise_part part = { { NAN, NAN, NAN }, NAN };

		if (x->n[g] && x->n[g] >= r->min_n)
			part = m->score->part(x->scored[g], r->confidence);
		value[g] = part.e.value;
		error[g] = part.error;
	}
	row_of_gap(out, m, x, r, &(struct row_estimates){ value, error });
	arena_release(&scratch);
}

static const char one_label[] = "all labels are alike";
static const char not_inside[] = "no slope: a score is not inside 0 to 1, all are alike, or they "
				 "part the labels without an error";

static const struct metric_of_scores auc = { promise_auc, 1, one_label };
static const struct metric_of_scores brier = { promise_brier, 0, "" };
static const struct metric_of_scores bias = { promise_bias, 0, "" };
static const struct metric_of_scores expected = { expected_error, 0, "a score is not in 0 to 1" };
static const struct metric_of_scores line_slope = { slope, 1, not_inside };
static const struct metric_of_scores line_intercept = { intercept, 0, not_inside };

#define SCORE .of = { AXIS_SCORE }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "auc",
	  SCORE,
	  .formula = "P(score of a positive > score of a negative) + P(equal) / 2",
	  .help = "how well the score ranks the group's positives first, with DeLong's interval",
	  .find = find_part,
	  .score = &auc },
	{ .name = "auc_gap",
	  SCORE,
	  .formula = "highest - lowest auc",
	  .help = "with an interval for all pairs, and Cochran's test that all are one",
	  .find = find_gap,
	  .judged = FINDING_GAP,
	  .score = &auc },
	{ .name = "brier_gap",
	  SCORE,
	  .formula = "highest - lowest brier_score",
	  .help = "with an interval for all pairs, and Cochran's test that all are one",
	  .find = find_gap,
	  .judged = FINDING_GAP,
	  .score = &brier },
	{ .name = "brier_score",
	  SCORE,
	  .formula = "mean of (score - label)^2",
	  .help = "how far the scores are from what was true",
	  .find = find_part,
	  .score = &brier },
	{ .name = "calibration_bias",
	  SCORE,
	  .formula = "mean score - share of positives",
	  .help = "above 0 the scores promise too much of the group",
	  .find = find_part,
	  .score = &bias },
	{ .name = "calibration_error",
	  SCORE,
	  .formula = "sum over bins of |positives - sum of scores| / n; bins [0, 0.1) … [0.9, 1]",
	  .help = "expected calibration error of ten bins of equal width",
	  .find = find_part,
	  .score = &expected,
	  .range = METRIC_SHARE },
	{ .name = "calibration_gap",
	  SCORE,
	  .formula = "highest - lowest calibration_bias",
	  .help = "with an interval for all pairs, and Cochran's test that all are one",
	  .find = find_gap,
	  .judged = FINDING_GAP,
	  .score = &bias },
	{ .name = "calibration_intercept",
	  SCORE,
	  .formula = "a of logit P(positive) = a + b logit(score)",
	  .help = "0 when calibrated (Cox 1958)",
	  .find = find_part,
	  .score = &line_intercept },
	{ .name = "calibration_slope",
	  SCORE,
	  .formula = "b of logit P(positive) = a + b logit(score)",
	  .help = "1 when calibrated; below 1 the scores are too extreme",
	  .find = find_part,
	  .score = &line_slope },
};

const struct metrics calibrated_metrics = { rows, sizeof(rows) / sizeof(*rows) };
