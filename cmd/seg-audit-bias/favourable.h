/* favourable - which values of a column are meant: outcomes good for the person, positive labels. */
#ifndef SEG_FAVOURABLE_H
#define SEG_FAVOURABLE_H

#include "crosstab.h"

/* The values of the tally's column `of` that are meant, against all others. `list` is the argument of the option, or
 * NULL for 1, yes and true; values are compared as they stand, or as numbers when both are. What was chosen, and what
 * occurs nowhere, is said under the name of the option. Ends the program (exit 2) when none of the values is meant and
 * one is not plainly the opposite: 0, no or false. */
struct axis favourable_axis(struct arena *a, const struct tally *t, size_t of, const char *column,
                            const char *list, const char *option);

#endif
