/* mixed - rows of numbers and of categories, and how far apart they are.
 * Floor 2. A category is a code, a whole number from 0: alike or not. Owns nothing. */
#ifndef SEG_MIXED_H
#define SEG_MIXED_H

#include <stdbool.h>

#include "tiles.h"

struct mixed {
	size_t columns;
	const bool *category; /* of each column */
	/* What a difference counts: of a number its square (Huang) or its size (Gower), of categories 1. */
	const double *weight;
	bool gower; /* then no difference counts more than a category's */
};

/* Huang (1998): sum of squared differences, and weight (his gamma) for each category that differs. Gower (1971): mean
 * over columns of |difference| / range, at most 1, and of 0 or 1; weight is then 1 / range / columns, or
 * 1 / columns. Differences are added in the order of the columns. */
double mixed_away(const struct mixed *m, const double *a, const double *b);

/* The same from each row of a tile, to the last bit. */
void mixed_away_tile(const struct mixed *m, const double *tile, const double *point, double *out);

/* Huang's weights: 1 for numbers, for categories half the mean standard deviation of the numbers, as in
 * the Python package kmodes; 1 where there are no numbers or they do not vary. */
void mixed_weigh_huang(double *weight, const bool *category, struct mat x);

/* Gower's; the range is that of x, 0 in a column that does not vary. */
void mixed_weigh_gower(double *weight, const bool *category, struct mat x);

/* The middles of segments: the median of each number and the most frequent category, of equals the lowest. No row costs
 * less by Gower's distances, and it need not be one of the rows. A segment without rows stays as it is. */
void mixed_middles(const struct mixed *m, struct mat x, const uint32_t *label, struct mat centres);

/* The nearest of some rows, of equals the first, and how far it and the next one are (infinite with one row). */
struct mixed_near {
	size_t label;
	double d1, d2;
};
struct mixed_near mixed_assign(const struct mixed *m, struct mat centres, const double *row);

#endif
