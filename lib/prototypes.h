/* prototypes - group rows of numbers and categories around their means and modes.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena, scratch memory given back. */
#ifndef SEG_PROTOTYPES_H
#define SEG_PROTOTYPES_H

#include <stdint.h>

#include "arena.h"
#include "mixed.h"

struct prototypes_options {
	size_t k, restarts;
	uint64_t seed;
	const struct mixed *mixed; /* with Huang's weights */
	const size_t *levels;      /* of each category: codes are below this */
};

struct prototypes {
	struct mat centres; /* k rows: means, and the most frequent code, of equals the lowest */
	double cost;        /* sum over rows of mixed_away to their centre */
	size_t iterations;  /* of the start that won */
};

/* Huang's k-prototypes (1998), by passes over all rows as Lloyd's k-means: centres are drawn as by k-means++ in
 * Huang's distance, then rows go to the nearest, until no cost is saved; the best start wins, of equals the first, and
 * is polished by single rows that cost less elsewhere, centres moved at once, as Hartigan (1975) has it for k-means; the
 * labels are those of the nearest centre again. A centre left without rows takes the row farthest from its own. Draws
 * are keyed by (seed, "prototypes", restart). False when there are fewer than k different rows, or distances are not
 * finite. */
bool prototypes_fit(struct prototypes *out, struct arena *a, struct mat x,
                    const struct prototypes_options *o);

#endif
