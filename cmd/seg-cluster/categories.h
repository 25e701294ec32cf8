/* categories - features that are text: their values as codes. */
#ifndef SEG_CATEGORIES_H
#define SEG_CATEGORIES_H

#include "features.h"

/* Finds which of the features, so far only columns, are text: those that --transform says are, and those given without a
 * single number among their values. Nothing when the method does not take them. */
void categories_find(struct features *f);

/* The recipes of the features that are text, with their levels: those of a value in at least one row of LEVELS_SHARE, or
 * the ones given. Puts their codes in the place of what was read as numbers, and fills f->levels. */
void categories_take(struct features *f, struct recipe *recipe);

/* Fills f->together, when columns of text become several. */
void categories_together(struct features *f, const struct recipe *recipe);

/* out[row] for every row of the frame: the column as numbers, NaN where missing, or as codes by the recipe's levels. */
void categories_read(const struct frame *frame, size_t column, const struct recipe *r, double *out,
                     struct crew *crew);

#endif
