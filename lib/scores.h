/* scores - how good predicted chances are: do they part yes from no, and do they come true as often as they say?
 * Floor 2. Arrays in, numbers out; NaN means undefined. */
#ifndef SEG_SCORES_H
#define SEG_SCORES_H

#include <stddef.h>
#include <stdint.h>

enum scores_metric {
	SCORES_RATE,       /* share of yes */
	SCORES_AUC,        /* chance that a yes is ranked above a no, ties half: Mann and Whitney */
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

/* Of n chances within (0, 1) and outcomes 0 or 1, with percentile intervals from `repeats` bootstrap samples (Poisson
 * weights keyed by seed and place). Ties of chances are resolved by counting halves, never by order. The error of
 * calibration gets no interval: the bootstrap is biased there. */
void scores_take(struct scores *out, const double *chance, const double *outcome, size_t n,
                 size_t repeats, double confidence, uint64_t seed);

#endif
