/* scores - how good predicted chances are: do they part yes from no, and do they come true as often as they say?
 * Floor 2. Arrays in, numbers out; NaN means undefined. */
#ifndef SEG_SCORES_H
#define SEG_SCORES_H

#include <stddef.h>
#include <stdint.h>

enum scores_metric {
	SCORES_RATE, /* share of yes */
	SCORES_AUC, /* chance that a yes is ranked above a no of its fold, ties half: Mann and Whitney */
	SCORES_PR_AUC,     /* average precision: precision at each yes, from the top */
	SCORES_LOG_LOSS,   /* mean -log of the chance given to what came */
	SCORES_BRIER,      /* mean square of chance minus outcome */
	SCORES_BRIER_RATE, /* the same when all are given the share of yes */
	SCORES_SLOPE, /* of outcomes on the log odds of the chances: 1 is calibrated, below 1 too bold */
	SCORES_INTERCEPT, /* of the same: 0 is calibrated */
	SCORES_ECE, /* expected calibration error: ten equal parts by chance, mean gap of chance and share */
	SCORES_KS,   /* largest gap of the shares of yes and of no above a chance */
	SCORES_LIFT, /* share of yes in the top tenth over that in all */
	SCORES_GAIN, /* share of all yes that the top tenth holds */
	SCORES_METRICS
};
extern const struct scores_name {
	const char *name, *help;
} scores_names[SCORES_METRICS];

struct scores {
	double value[SCORES_METRICS], low[SCORES_METRICS], high[SCORES_METRICS];
};

/* Chances within (0, 1) and what came: 0 or 1. */
struct scores_rows {
	const double *chance, *outcome;
	const double *weight; /* from 0 on; NULL: 1 */
	const uint32_t *fold; /* below `folds`, one model's chances each; NULL: all are in fold 0 */
	size_t n, folds;
};

void scores_measure(double out[SCORES_METRICS], const struct scores_rows *rows);

/* With percentile intervals from `repeats` bootstrap samples (Poisson weights keyed by seed and place): they mind the
 * rows that are judged. Ties of chances are resolved by counting halves, never by order. The error of calibration gets
 * no interval: the bootstrap is biased there. */
void scores_take(struct scores *out, const struct scores_rows *rows, size_t repeats,
                 double confidence, uint64_t seed);

/* Widens the intervals to what metrics of `repeats` samples that also had models of their own span around the values:
 * value[repeat * SCORES_METRICS + metric], NaN where there is none. */
void scores_span(struct scores *out, const double *value, size_t repeats, double confidence);

#endif
