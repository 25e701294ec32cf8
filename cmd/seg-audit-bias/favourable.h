/* favourable - which outcomes are good for the person. */
#ifndef SEG_FAVOURABLE_H
#define SEG_FAVOURABLE_H

#include "crosstab.h"

/* The favourable values of the tally's column `of` against all others. `list` is the argument of --favourable, or
 * NULL for 1, yes and true; values are compared as they stand, or as numbers when both are. What was chosen, and what
 * occurs nowhere, is said; ends the program (exit 2) when there are outcomes and none of them is favourable. */
struct axis favourable_axis(struct arena *a, const struct tally *t, size_t of, const char *column,
                            const char *list);

#endif
