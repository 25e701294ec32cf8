/* drivers - what each column has to do with a number that a weighted sum of columns makes up.
 * Floor 2. Arrays in, numbers out. A column is one or more terms: a number, or the levels of words. */
#ifndef SEG_DRIVERS_H
#define SEG_DRIVERS_H

#include <stdint.h>

#include "arena.h"

#define DRIVERS_EVERY 20   /* columns at most of which every choice is looked at */
#define DRIVERS_DRAWN 2000 /* orders drawn of more columns, at most */

struct drivers {
	const double *moments; /* in: sums of products about the means of all terms, column by column, and then of the
	                        * number; symmetric, one row more than there are terms, 0 where one has no weight */
	double *inflation; /* of each column: of variance, by the others; NaN where it has no weight */
	double *share; /* of each column: its part of R squared, which all add up to; NaN when none could be found */
	size_t orders; /* drawn, 0: all of them count */
};

/* `terms` says how many terms each column has.
 * Inflation is Fox and Monette's (1992) generalised one, to the power of one over the column's degrees of freedom: of a
 * number 1 / (1 - R squared by the other columns). A share is Lindeman, Merenda and Gold's (1980), or Shapley's value:
 * what a column adds to R squared, in the mean over all orders in which columns may come. Of more than DRIVERS_EVERY
 * columns, or many terms, it is the mean over orders drawn by the seed, each with its reverse; of far too many there is
 * none. */
void drivers_find(struct drivers *d, struct arena *a, const size_t *terms, size_t columns, uint64_t seed);

#endif
