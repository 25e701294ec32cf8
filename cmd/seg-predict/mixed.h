/* mixed - columns that hold mostly numbers, but other things too, and so are none of numbers. */
#ifndef MIXED_H
#define MIXED_H

#include "examples.h"
#include "numbers.h"

/* Says which of the columns wanted were left out or taken as words for a few cells. Rows must be in memory. */
void mixed_say(const struct examples *e, const struct numbers *x);

#endif
