/* outcomes - what examples teach: what came of each, how much it counts, and when that was known. */
#ifndef OUTCOMES_H
#define OUTCOMES_H

#include "examples.h"

/* What a cell of the target teaches: 1, 0, or the number for a linear model; NaN when it is empty. False when it is no
 * number and had to be one. */
bool outcomes_cell(const struct predict *p, struct str cell, double *out);

/* The outcome (unless that was read before) and weight of every example, and with --time its day and fold; the rows are
 * in order and the target is found already. What cannot be ends the program. */
void outcomes_read(struct examples *e, const struct predict *p, const struct frame *f,
                   struct arena *keep);

#endif
