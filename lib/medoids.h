/* medoids - group rows around some of them.
 * Floor 2. Arrays in, numbers out; memory O(n), from the caller's arena. */
#ifndef SEG_MEDOIDS_H
#define SEG_MEDOIDS_H

#include <stdint.h>

#include "arena.h"
#include "mixed.h"

struct medoids_options {
	size_t k, restarts;
	uint64_t seed;
	const struct mixed *mixed;
};

struct medoids {
	size_t *row;  /* of each of the k medoids, ascending */
	double cost;  /* sum over rows of the distance to the nearest medoid */
	size_t swaps; /* of the start that won */
};

/* FasterPAM of Schubert and Rousseeuw (2021), algorithm 3, with the distances computed when they are needed: a medoid
 * is exchanged for a row as soon as that costs less, until no exchange does. The first start is BUILD of Kaufman and
 * Rousseeuw (1990), the others are drawn as by k-means++, keyed by (seed, "medoids", start); the best wins, of equals
 * the first. False when there are fewer than k different rows. */
bool medoids_fit(struct medoids *out, struct arena *a, struct mat x, const struct medoids_options *o);

#endif
