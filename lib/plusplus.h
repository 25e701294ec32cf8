/* plusplus - k rows that lie apart, to start a clustering from.
 * Floor 2. Greedy k-means++: Arthur and Vassilvitskii (2007), 2 + floor(log k) candidates a step as in their section
 * 5, of which the one that leaves the least sum of squared distances is kept, of equals the first drawn. */
#ifndef SEG_PLUSPLUS_H
#define SEG_PLUSPLUS_H

#include "rng.h"
#include "tiles.h"

/* The indexes of k rows, from the arena; they differ as rows when x has k different ones whose squared distances do
 * not vanish. k >= 1, at least one row. Scratch memory comes from the arena too. */
size_t *plusplus_rows(struct arena *a, const struct tiles *x, size_t k, struct rng r);

#endif
