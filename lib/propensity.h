/* propensity - a yes-or-no model as a text file: the weights with their odds ratios, and how well it did.
 * Floor 4. Whatever is wrong with a file ends the program, like model.h. */
#ifndef SEG_PROPENSITY_H
#define SEG_PROPENSITY_H

#include "classifier.h"
#include "model.h"

#define PROPENSITY_KIND "logistic"

/* Whole or not at all; `writer` is the tool and its version. */
void propensity_save(const struct classifier *c, const char *path, const char *writer);

/* Out of an open model, which it closes. */
void propensity_take(struct classifier *c, struct arena *keep, struct model *m);

#endif
