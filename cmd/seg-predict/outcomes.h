/* outcomes - what examples teach: what came of each, how much it counts, and when that was known. */
#ifndef OUTCOMES_H
#define OUTCOMES_H

#include "examples.h"

/* The outcome and weight of every example, and with --time its day and fold; the rows are in order and the target is
 * found already. What cannot be ends the program. */
void outcomes_read(struct examples *e, const struct predict *p, const struct frame *f,
                   struct arena *keep);

#endif
