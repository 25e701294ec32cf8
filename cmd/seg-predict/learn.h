/* learn - trains models by weights: on all rows for use, and without each fold to judge it honestly. */
#ifndef LEARN_H
#define LEARN_H

#include "classify.h"
#include "crew.h"

/* Fits to the examples that may teach both folds' models (SIZE_MAX: all). */
bool learn_fit(struct classifier *c, const struct classify *job, size_t but, size_t and_but,
               struct crew *crew);

/* The same without one fold, by as much as each example weighs in a sample; in the caller's thread and arena. */
bool learn_fit_sample(struct classifier *c, struct arena *keep, const struct classify *job,
                      size_t but, const double *weight);
_Noreturn void learn_cannot(const struct classifier *c, const char *where);

/* What a model says of an example: the same sum as that of classify_judge, in the same order. */
double learn_answer(const struct examples *e, const struct classifier *c, size_t i);
void learn_foretell(struct classify *job, struct crew *crew); /* all answers, each by a model that may judge it */

#endif
