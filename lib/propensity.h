/* propensity - a model by weights, of a yes or no or of a number, as a text file: the weights with their
 * intervals, and how well it did.
 * Floor 4. Whatever is wrong with a file ends the program, like model.h. */
#ifndef SEG_PROPENSITY_H
#define SEG_PROPENSITY_H

#include "classifier.h"
#include "model.h"

#define PROPENSITY_KIND "logistic"
#define PROPENSITY_LINEAR "linear"

/* Whole or not at all; `writer` is the tool and its version. */
void propensity_save(const struct classifier *c, const char *path, const char *writer);

/* Out of an open model, which it closes. */
void propensity_take(struct classifier *c, struct arena *keep, struct model *m);

#endif
