/* spending - whom to act on when that costs something: the best rows, up to what a budget pays for, and what they bring.
 * It takes all rows at once: job->frame, and an answer for each example. */
#ifndef SPENDING_H
#define SPENDING_H

#include "classify.h"

/* Whether an option of the run needs all rows. */
bool spending_is_asked(const struct predict *p);

/* With --budget, decides into job->acts; writes --write-profit: what came of rows whose outcome is known, else what is
 * expected. Of equal chances the first by id comes first. */
void spending_decide(struct classify *job);

#endif
