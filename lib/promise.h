/* promise - whether scores mean what they say: how many of those with a score turn out positive.
 * Floor 2. Arrays in, numbers out; NaN means undefined. Scores ascend, each once, with how many positives and negatives
 * have it; sums run in that order. */
#ifndef SEG_PROMISE_H
#define SEG_PROMISE_H

#include "fair.h"
#include "ranks.h"

#define PROMISE_BINS 10

struct promise {
	const double *score;
	const uint64_t *positive, *negative; /* of each */
	size_t n;
	uint64_t positives, negatives; /* in all */
};

/* Estimates with Wald intervals, and the standard errors these come from. */
struct promise_part {
	struct fair_estimate e;
	double error;
};

/* The mean of (score - outcome)^2, outcomes 1 and 0 (Brier 1950). The error is that of a mean. */
struct promise_part promise_brier(struct promise c, double confidence);

/* Mean score less the share of positives: above 0 the scores promise too much. */
struct promise_part promise_bias(struct promise c, double confidence);

/* Area under the ROC curve with DeLong's error (ranks.h), its interval inside [0, 1]. */
struct promise_part promise_auc(struct promise c, double confidence);

/* Expected calibration error: |share of positives - mean score| of ten bins of equal width, [0, 0.1) … [0.9, 1], weighted
 * by their rows (Naeini and others 2015). NaN when a score is not in [0, 1], as are the slopes when one is not inside. */
double promise_expected_error(struct promise c);

/* Cox (1958): the logistic regression of the outcome on the logit of the score; slope 1 and intercept 0 when calibrated.
 * By Newton's method; NaN when the scores are all equal or tell positives from negatives without an error. */
struct promise_line {
	struct promise_part slope, intercept;
};
struct promise_line promise_line(struct promise c, double confidence);

#endif
