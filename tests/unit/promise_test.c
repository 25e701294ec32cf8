/* Scores against labels: scikit-learn 1.9.1 (roc_auc_score, brier_score_loss), statsmodels 0.15.0 (Logit on the logit
 * of the score, zconfint_mean), DeLong's error from its definition in numpy. */
#include "promise.h"
#include "parity.h"

#include "check.h"

static const double score[] = { 0.1, 0.3, 0.5, 0.9 };
static const uint64_t yes_a[] = { 2, 9, 16, 26 }, no_a[] = { 28, 21, 14, 4 };
static const uint64_t yes_b[] = { 6, 15, 14, 20 }, no_b[] = { 24, 15, 16, 10 };
static const struct promise a = { score, yes_a, no_a, 4, 53, 67 },
			    b = { score, yes_b, no_b, 4, 55, 65 };

static void check_figures(void)
{
	struct promise_part p = promise_auc(a, 0.9);
	struct promise_line line = promise_line(b, 0.9);

	CHECK_NEAR(p.e.value, 0.8337088144184737, 1e-14, "the area under the curve");
	CHECK_NEAR(p.e.low, 0.7754402023341425, 1e-12, "DeLong's lower bound");
	CHECK_NEAR(p.e.high, 0.8919774265028049, 1e-12, "and upper bound");
	CHECK_NEAR(promise_brier(b, 0.9).e.value, 0.24666666666666662, 1e-14, "Brier's score");
	p = promise_bias(b, 0.9);
	CHECK_NEAR(p.e.value, -0.008333333333333193, 1e-12, "the bias");
	CHECK_NEAR(p.e.low, -0.08321023513471323, 1e-12, "its lower bound");
	CHECK_NEAR(promise_expected_error(b), 0.1416666666666666, 1e-14, "the expected calibration error");
	CHECK_NEAR(line.slope.e.value, 0.4137802, 1e-7, "the slope");
	CHECK_NEAR(line.slope.error, 0.12555904, 1e-7, "its error");
	CHECK_NEAR(line.intercept.e.value, -0.08882446, 1e-7, "the intercept");
	CHECK_NEAR(line.intercept.error, 0.19421611, 1e-7, "its error");
}

static void check_edges(void)
{
	static const double ends[] = { 0, 1 }, high[] = { 0.5, 2 };
	static const uint64_t left[] = { 5, 0 }, right[] = { 0, 5 };
	struct promise parted = { ends, left, right, 2, 5, 5 }, large = { high, left, right, 2, 5, 5 };
	struct promise_part p = promise_auc(parted, 0.9);

	CHECK(p.e.value == 0 && isnan(p.e.low), "parted without an error: no spread, no bounds");
	CHECK(isnan(promise_line(parted, 0.9).slope.e.value), "a score of 0 has no logit");
	CHECK(isnan(promise_expected_error(large)), "a score of 2 is in no bin");
	CHECK(isnan(promise_line((struct promise){ score, left, right, 2, 5, 5 }, 0.9).slope.e.value),
	      "scores that part the labels have no slope");
	CHECK(promise_expected_error(parted) == 1, "all wrong, and sure of it");
}

/* By hand: positives at or above each score of a are 26, 42, 51, 53, of b 20, 34, 49, 55. */
static void check_cuts(void)
{
	const struct promise both[] = { a, b };
	struct parity_cut cut = parity_least_errors(both, 2);

	CHECK(cut.threshold == 0.9 && cut.positives == 46 && cut.negatives == 14,
	      "46 of 108 positives and 14 negatives: 76 errors, as at 0.5, and the higher one");
	cut = parity_at(a, 0.5);
	CHECK(cut.positives == 42 && cut.negatives == 18 && parity_errors(a, cut) == 29,
	      "a cut at 0.5");
	CHECK(parity_nearest(a, PARITY_ALL, 0.7).threshold == 0.3,
	      "0.75 is nearer to 0.7 than 0.5");
	CHECK(parity_nearest(a, PARITY_POSITIVES, 0.8).threshold == 0.5, "42 of 53 positives");
	CHECK(isnan(parity_nearest(a, PARITY_NEGATIVES, 0).threshold),
	      "nobody is selected for a rate of 0");
	CHECK(isnan(parity_nearest((struct promise){ 0 }, PARITY_ALL, 0.5).threshold),
	      "nor of nobody");
}

int main(void)
{
	check_figures();
	check_edges();
	check_cuts();
	return check_done();
}
