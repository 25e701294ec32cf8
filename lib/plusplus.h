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

/* One step of it: points are seen one by one, then a row far from all of them is drawn. */
struct plusplus {
	const struct tiles *x;
	double *near; /* squared distance of each row to the points seen so far; past the end 0 */
	double sum;   /* of near, weighted */
	size_t candidates;
	/* of the slices */
	double *part_near, *part_left;
	size_t *tried;
	double *point; /* [candidate][d]: the rows tried */
	const double *newest;
};

void plusplus_init(struct plusplus *g, struct arena *a, const struct tiles *x, size_t k);
void plusplus_forget(struct plusplus *g); /* as if no point had been seen */
void plusplus_see(struct plusplus *g, const double *point);
size_t plusplus_draw(struct plusplus *g, struct rng *r); /* a row; at least one point was seen */

#endif
