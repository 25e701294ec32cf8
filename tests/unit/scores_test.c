/* Measures of chances against scikit-learn 1.5.2 (roc_auc_score, average_precision_score, log_loss, brier_score_loss,
 * roc_curve) and statsmodels 0.14.4 (GLM of outcomes on log odds); many ties. */
#include "scores.h"

#include "check.h"

static const double table[][2] = { { 0.3, 0 },  { 0.3, 0 }, { 0.2, 0 }, { 0.6, 0 }, { 0.2, 0 },
	                           { 0.3, 0 },  { 0.2, 0 }, { 0.7, 1 }, { 0.6, 1 }, { 0.4, 0 },
	                           { 0.95, 1 }, { 0.2, 0 }, { 0.3, 0 }, { 0.7, 1 }, { 0.6, 0 },
	                           { 0.2, 1 },  { 0.4, 0 }, { 0.1, 0 }, { 0.7, 0 }, { 0.6, 1 },
	                           { 0.6, 1 },  { 0.6, 0 }, { 0.5, 1 }, { 0.4, 1 }, { 0.6, 1 },
	                           { 0.7, 1 },  { 0.3, 1 }, { 0.5, 1 }, { 0.3, 0 }, { 0.3, 0 } };
#define N (sizeof(table) / sizeof(*table))

static const struct {
	enum scores_metric metric;
	double value;
} known[] = {
	{ SCORES_RATE, 13. / 30 },
	{ SCORES_AUC, 0.7850678733031674 },
	{ SCORES_PR_AUC, 0.6992748292951132 },
	{ SCORES_LOG_LOSS, 0.5464365687683078 },
	{ SCORES_BRIER, 0.18341666666666667 },
	{ SCORES_BRIER_RATE, 0.24555555555555555 },
	{ SCORES_SLOPE, 1.3913847433331041 },
	{ SCORES_INTERCEPT, 0.015105622250784156 },
	{ SCORES_KS, 0.5339366515837105 },
};

/* By counting every pair. */
static void folds(const struct scores_rows *rows)
{
	double above = 0, pairs = 0, weight[N], whole[SCORES_METRICS], twice[SCORES_METRICS];
	struct scores_rows more = *rows;
	struct scores s;

	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++) {
			double a = rows->chance[i], b = rows->chance[k];

			if (!(rows->outcome[i] > rows->outcome[k]) || rows->fold[i] != rows->fold[k])
				continue;
			above += a > b ? 1 : a == b ? 0.5 : 0;
			pairs++;
		}
	scores_take(&s, rows, 0, 0.9, 1);
	CHECK_NEAR(s.value[SCORES_AUC], above / pairs, 1e-14, "AUC counts the pairs within folds");
	for (size_t i = 0; i < N; i++)
		weight[i] = 2;
	more.weight = weight;
	scores_measure(whole, rows);
	scores_measure(twice, &more);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		CHECK(m == SCORES_ECE || fabs(whole[m] - twice[m]) < 1e-9,
		      "%s: all twice is the same", scores_names[m].name);
}

static void spans(void)
{
	double value[100 * SCORES_METRICS];
	struct scores s = { .value = { 0 } };

	s.value[SCORES_AUC] = 0.97;
	s.value[SCORES_SLOPE] = -3;
	for (size_t m = 0; m < SCORES_METRICS; m++)
		s.low[m] = s.high[m] = m == SCORES_BRIER ? 0.5 : NAN;
	for (size_t i = 0; i < 100; i++)
		for (size_t m = 0; m < SCORES_METRICS; m++)
			value[i * SCORES_METRICS + m] =
				m == SCORES_KS && i >= 49 ? NAN : 0.5 + ((double)i - 49.5) / 1000;
	scores_span(&s, value, 100, 0.9);
	CHECK(fabs(s.low[SCORES_SLOPE] + 3.045) < 0.002 && fabs(s.high[SCORES_SLOPE] + 2.955) < 0.002,
	      "samples spread around the value: %g to %g", s.low[SCORES_SLOPE], s.high[SCORES_SLOPE]);
	CHECK(s.high[SCORES_AUC] == 1 && fabs(s.low[SCORES_AUC] - 0.925) < 0.002,
	      "what ends at 1 goes no further");
	CHECK(s.high[SCORES_BRIER] == 0.5 && s.low[SCORES_BRIER] == 0,
	      "no interval becomes narrower");
	CHECK(isnan(s.low[SCORES_KS]) && isnan(s.high[SCORES_ECE]),
	      "too few samples give no interval");
}

int main(void)
{
	double chance[N], outcome[N], turned_chance[N], turned_outcome[N];
	uint32_t fold[N];
	struct scores_rows rows = { chance, outcome, NULL, NULL, N, 1 },
			   turned = { turned_chance, turned_outcome, NULL, NULL, N, 1 };
	struct scores s, t;

	for (size_t i = 0; i < N; i++) {
		fold[i] = (uint32_t)(i % 3);
		turned_chance[N - 1 - i] = chance[i] = table[i][0];
		turned_outcome[N - 1 - i] = outcome[i] = table[i][1];
	}
	scores_take(&s, &rows, 200, 0.9, 1);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		CHECK_NEAR(s.value[known[i].metric], known[i].value, 1e-9, "%s",
		           scores_names[known[i].metric].name);
	/* Top tenth: 3 rows; .95 is a yes, and of the four at .7 three are. */
	CHECK_NEAR(s.value[SCORES_GAIN], (1 + 2 * 3. / 4) / 13, 1e-12,
	           "ties at the edge of the top tenth count by halves");
	CHECK_NEAR(s.value[SCORES_LIFT], s.value[SCORES_GAIN] / 0.1, 1e-12, "lift is gain over a tenth");
	for (size_t m = 0; m < SCORES_METRICS; m++)
		CHECK(m == SCORES_ECE ? isnan(s.low[m])
		                      : s.low[m] <= s.value[m] && s.value[m] <= s.high[m],
		      "%s lies in its interval", scores_names[m].name);
	scores_take(&t, &turned, 0, 0.9, 1);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		CHECK(m == SCORES_ECE || fabs(s.value[m] - t.value[m]) < 1e-14,
		      "%s: the order of ties does not show", scores_names[m].name);
	folds(&(struct scores_rows){ chance, outcome, NULL, fold, N, 3 });
	spans();
	for (size_t i = 0; i < N; i++)
		outcome[i] = 1;
	scores_take(&s, &rows, 0, 0.9, 1);
	for (size_t m = 0; m < SCORES_METRICS; m++)
		CHECK(isnan(s.value[m]), "%s of one class only: undefined", scores_names[m].name);
	return check_done();
}
