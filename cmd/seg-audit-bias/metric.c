/* metric - what is measured: a table of names, formulas and functions. */
#include "metric.h"

#include "diag.h"
#include "shares.h"
#include "whole.h"

#define TP (1u << AXIS_TP)
#define FP (1u << AXIS_FP)
#define FN (1u << AXIS_FN)
#define TN (1u << AXIS_TN)

#define OUTCOME { AXIS_OUTCOME }, 1
#define SEGMENT { AXIS_SEGMENT }, 1
#define OUTCOME_AND_SEGMENT { AXIS_OUTCOME, AXIS_SEGMENT }, 2
#define LABEL { AXIS_ERRORS }, 1

/* The rate of each group, judged by its ratio to the rate of the reference. */
#define RATE shares_find, shares_add_both, FINDING_RATIO

static const char no_positive_label[] = "no row with a positive label";
static const char no_negative_label[] = "no row with a negative label";
static const char no_positive_outcome[] = "no row with the outcome predicted";
static const char no_negative_outcome[] = "no row with another outcome than predicted";

const struct metric metrics[] = {
	{ "accuracy",
	  LABEL,
	  "(TP + TN) / n",
	  "share of the group whose outcome fits its label",
	  RATE,
	  { TP | TN, TP | FP | FN | TN, false, false, NULL } },
	{ "average_odds",
	  LABEL,
	  "((TPR - TPR of the reference) + (FPR - FPR of the reference)) / 2",
	  "mean of both differences to the reference, which has the best TPR unless it is named",
	  shares_find_average_odds,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "base_rate",
	  LABEL,
	  "(TP + FN) / n",
	  "share of the group with a positive label",
	  shares_find,
	  shares_add_both,
	  FINDING_NEVER,
	  { TP | FN, TP | FP | FN | TN, false, false, NULL } },
	{ "chi_square",
	  OUTCOME_AND_SEGMENT,
	  "sum of (observed - expected)^2 / expected",
	  "Pearson's test that groups and outcomes have nothing to do with each other",
	  whole_find_chi_square,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "cramers_v",
	  OUTCOME_AND_SEGMENT,
	  "sqrt(chi_square / n / (min(groups, outcomes) - 1))",
	  "how much the group says about the outcome: 0 nothing, 1 everything",
	  whole_find_cramers_v,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "cramers_v_corrected",
	  SEGMENT,
	  "sqrt(max(0, chi_square / n - (g - 1)(s - 1) / (n - 1)) / (min(g', s') - 1)), g' = g - "
	  "(g - 1)^2 / (n - 1)",
	  "the same without what chance alone gives (Bergsma 2013)",
	  whole_find_cramers_v_corrected,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "demographic_parity",
	  OUTCOME,
	  "highest - lowest rate; lowest / highest rate",
	  "the widest gap between the selection rates of two groups, with an interval for all "
	  "pairs",
	  whole_find_gap,
	  NULL,
	  FINDING_GAP,
	  { 0 } },
	{ "equal_opportunity",
	  LABEL,
	  "highest - lowest TPR; lowest / highest TPR",
	  "the widest gap between the true positive rates of two groups",
	  whole_find_gap,
	  NULL,
	  FINDING_GAP,
	  { TP, TP | FN, false, false, NULL } },
	{ "equalized_odds",
	  LABEL,
	  "max(gap of TPR, gap of FPR); min(lowest / highest TPR, lowest / highest FPR)",
	  "the widest gap between two groups of one label, with an interval for all pairs",
	  whole_find_odds,
	  NULL,
	  FINDING_GAP,
	  { 0 } },
	{ "false_discovery_rate",
	  LABEL,
	  "FP / (TP + FP)",
	  "share of the predicted that are negative",
	  RATE,
	  { FP, TP | FP, true, true, no_positive_outcome } },
	{ "false_negative_rate",
	  LABEL,
	  "FN / (TP + FN)",
	  "share of the positive that are not predicted",
	  RATE,
	  { FN, TP | FN, true, true, no_positive_label } },
	{ "false_omission_rate",
	  LABEL,
	  "FN / (FN + TN)",
	  "share of those not predicted that are positive",
	  RATE,
	  { FN, FN | TN, true, true, no_negative_outcome } },
	{ "false_positive_rate",
	  LABEL,
	  "FP / (FP + TN)",
	  "share of the negative that are predicted",
	  RATE,
	  { FP, FP | TN, true, true, no_negative_label } },
	{ "four_fifths",
	  OUTCOME,
	  "rate / rate of the reference",
	  "adverse impact ratio with its interval, tested (Pearson, or Fisher for few rows) and "
	  "judged",
	  shares_find,
	  shares_add_ratio,
	  FINDING_RATIO,
	  { 0 } },
	{ "membership_rate",
	  SEGMENT,
	  "k / n; rate / rate of the reference",
	  "share of the group in the segment, and its representation ratio, tested and judged",
	  RATE,
	  { 0 } },
	{ "mutual_information",
	  SEGMENT,
	  "sum of p(g, s) log(p(g, s) / (p(g) p(s)))",
	  "what the group tells about the segment, in nats",
	  whole_find_mutual,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "negative_predictive_value",
	  LABEL,
	  "TN / (FN + TN)",
	  "share of those not predicted that are negative",
	  RATE,
	  { TN, FN | TN, false, true, no_negative_outcome } },
	{ "normalised_information",
	  SEGMENT,
	  "mutual_information / ((H(group) + H(segment)) / 2)",
	  "the same as a share of the mean entropy: 0 nothing, 1 everything",
	  whole_find_mutual_share,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "positive_predictive_value",
	  LABEL,
	  "TP / (TP + FP)",
	  "share of the predicted that are positive",
	  RATE,
	  { TP, TP | FP, false, true, no_positive_outcome } },
	{ "predicted_rate",
	  LABEL,
	  "(TP + FP) / n",
	  "share of the group that is predicted",
	  shares_find,
	  shares_add_both,
	  FINDING_NEVER,
	  { TP | FP, TP | FP | FN | TN, false, false, NULL } },
	{ "selection_rate",
	  OUTCOME,
	  "k / n",
	  "share of the group with a favourable outcome, with Wilson's interval",
	  shares_find,
	  shares_add_rate,
	  FINDING_NEVER,
	  { 0 } },
	{ "standardized_residual",
	  SEGMENT,
	  "(observed - expected) / sqrt(expected (1 - p(g)) (1 - p(s)))",
	  "how far from chance the count is, in standard deviations (Haberman 1973)",
	  shares_find_residuals,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "total_variation",
	  SEGMENT,
	  "sum of |p(s | g) - p(s)| / 2",
	  "share of the group that would have to move for it to be spread as everyone",
	  shares_find_variation,
	  NULL,
	  FINDING_NEVER,
	  { 0 } },
	{ "true_negative_rate",
	  LABEL,
	  "TN / (FP + TN)",
	  "share of the negative that are not predicted",
	  RATE,
	  { TN, FP | TN, false, true, no_negative_label } },
	{ "true_positive_rate",
	  LABEL,
	  "TP / (TP + FN)",
	  "share of the positive that are predicted",
	  RATE,
	  { TP, TP | FN, false, true, no_positive_label } },
};
const size_t metric_count = sizeof(metrics) / sizeof(*metrics);

const char *metric_of(enum axis_kind kind)
{
	static const char *const word[] = { "outcome", "segment", "label" };

	return word[kind];
}

static bool has(const struct metric *m, enum axis_kind kind)
{
	return m->of[0] == kind || (m->ofs > 1 && m->of[1] == kind);
}

void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r)
{
	for (size_t i = 0; i < metric_count; i++) {
		const struct metric *m = &metrics[i];
		struct arena scratch = { 0 };
		struct crosstab share;

		if (!has(m, x->axis->kind))
			continue;
		if (m->share.total) {
			share = crosstab_share(&scratch, x, m->share.hits, m->share.total);
			share.low_is_best = m->share.low_is_best;
		}
		m->find(out, m, m->share.total ? &share : x, r);
		arena_release(&scratch);
	}
}

static const struct metric *find_metric(struct str name)
{
	for (size_t i = 0; i < metric_count; i++)
		if (str_is(name, metrics[i].name))
			return &metrics[i];
	return NULL;
}

void metrics_check_policy(const struct policy *p, const bool *asked_for)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct metric *m = find_metric(p->line[i].metric);
		struct place at = { p->file, p->line[i].line, "metric" };

		if (!m)
			die_at(at, "no metric %s: see --list", quote(p->line[i].metric).text);
		if (m->judged == FINDING_NEVER)
			die_at(at, "%s has no verdict: see --list", quote(p->line[i].metric).text);
		if (!asked_for[m->of[0]])
			die(STATUS_USAGE, "%s: %s needs --%s", shown(str_of(p->file)).text, m->name,
			    metric_of(m->of[0]));
	}
}
