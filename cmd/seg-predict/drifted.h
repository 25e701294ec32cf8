/* drifted - whether the rows that a model is applied to come as those did that it was fitted to.
 * What a column holds is counted in bins: of a number those of likeness.h, the last without it; of words one a level, the
 * last for what the model does not know. */
#ifndef DRIFTED_H
#define DRIFTED_H

#include "classify.h"
#include "crew.h"

/* Training: how each column of numbers is spread, into the model. */
void drifted_learn(struct classify *job, struct crew *crew);

/* Applying: lays out the bins of all columns; the counts are job->seen. */
void drifted_start(struct classify *job);

/* Says what came otherwise, writes --write-metrics, and notes for --check whether there is much. */
void drifted_end(const struct classify *job);

#endif
