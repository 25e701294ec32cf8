/* validity - how well a partition fits its rows.
 * Floor 2. Arrays in, numbers out; time O(n^2 d) for silhouettes, memory O(n (d + k)). */
#ifndef SEG_VALIDITY_H
#define SEG_VALIDITY_H

#include "tiles.h"

/* NaN where undefined: with one segment, or when every row is a segment of its own. */
struct validity {
	double micro; /* mean silhouette of the rows: Rousseeuw (1987); a row alone in its segment counts 0 */
	double macro; /* mean over segments of the mean of their rows: no segment rules by its size */
	double ch;    /* Calinski and Harabasz (1974): (between / (k - 1)) / (within / (n - k)) */
	double db;    /* Davies and Bouldin (1979), p = 2, q = 1: mean over segments of the worst
	               * (spread i + spread j) / distance of the means; small is good */
};

/* The rows of x under labels below k; every label is in use. The same bytes for any number of threads. */
void validity_silhouette(struct validity *out, struct mat x, const uint32_t *label, size_t k,
                         struct tiles_each each);
void validity_sums(struct validity *out, struct mat x, const uint32_t *label, size_t k);

#endif
