/* elect - how many segments are there, and which come back, for any method that ends in a rule.
 * Floor 2. What choose.h and stability.h do for k-means. The same bytes for any number of threads. */
#ifndef SEG_ELECT_H
#define SEG_ELECT_H

#include "choose.h"
#include "rule.h"

#define ELECT_SMALL                                                                                \
	500 /* rows of what is drawn many times, where distances of rows are not squares */

struct elect_options {
	size_t most; /* k from 1 to this */
	uint64_t seed;
	struct tiles_each each;
	const struct rule_finder *finder;
	const size_t *levels; /* of each column: codes are below this, 0 for numbers; NULL: all are numbers */
	const size_t *together; /* columns that are levels of a text (chance.h) */
	const double *worth; /* of k - 1, when the method has a criterion of its own: large is good, NaN may not be */
};

/* Without a criterion as choose_fit: one heap against several by the gap (of k-means, or of the method's own cost on
 * ELECT_SMALL rows where columns are categories), then the places of the judges among those whose strength, with the
 * method itself, is at least CHOOSE_WEAK. With one, the best of
 * those that pass (CHOOSE_PASSES) and k = 1, or when that is k = 1 of those and k = 1. Silhouettes by the distance that the
 * rule itself measures. x: at least one row, at most CHOOSE_ROWS. */
void elect_fit(struct choose *out, struct arena *a, struct mat x, const struct elect_options *o);

/* jaccard[c] of each of k labels, as stability_fit says, from `draws` draws of at most
 * finder->rows rows. */
void elect_stability(double *jaccard, struct mat x, const uint32_t *label, size_t k, size_t draws,
                     const struct elect_options *o);

#endif
