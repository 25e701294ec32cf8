/* strength - do half of the rows predict the segments of the other half?
 * Floor 2. Tibshirani and Walther (2005), equation 2.1. */
#ifndef SEG_STRENGTH_H
#define SEG_STRENGTH_H

#include "tiles.h"

struct strength_options {
	size_t most;   /* k from 2 to this */
	size_t splits; /* into halves at random, each half predicting the other */
	uint64_t seed;
	struct tiles_each each;
};

/* out[k - 1]: the mean over splits and halves of the worst segment's share of pairs of rows that the centres of the
 * other half keep together; a segment of one row has no pairs and does not count. 1 for k = 1, NaN where a half has too
 * few distinct rows. The same bytes for any number of threads. */
void strength_fit(double *out, struct mat x, const struct strength_options *o);

/* Mean over splits of what stands at [split][k - 1] for k from 2 to most; 1 for k = 1. */
void strength_mean(double *out, const double *part, size_t splits, size_t most);

/* The worst share of pairs within segments of `label` that `other` keeps together; 1 when there are no pairs. */
double strength_worst(const uint32_t *label, const uint32_t *other, size_t rows, size_t k);

#endif
