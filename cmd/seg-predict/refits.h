/* refits - how far metrics would be others had other rows taught the models. */
#ifndef REFITS_H
#define REFITS_H

#include "classify.h"
#include "crew.h"

/* How many samples are worth their time; 0: too many rows, among which models differ little. */
size_t refits_repeats(size_t rows, size_t folds);

/* The metrics of bootstrap samples of the examples (Poisson weights keyed by seed and place), in each of which the folds
 * have models of their own, not calibrated: value[repeat * SCORES_METRICS + metric], NaN where a sample makes no model. */
void refits_run(const struct classify *job, double *value, size_t repeats, struct crew *crew);

#endif
