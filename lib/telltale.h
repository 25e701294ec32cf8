/* telltale - a short rule in the user's units that tells a segment's rows from all others.
 * Floor 2. */
#ifndef SEG_TELLTALE_H
#define SEG_TELLTALE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "mat.h"

#define TELLTALE_MOST 3 /* conditions */

struct telltale {
	struct telltale_condition {
		size_t column;
		bool above; /* value > limit, else value <= limit */
		double limit;
	} condition[TELLTALE_MOST];
	size_t conditions; /* 0: no condition is better than none */
	double precision, recall; /* share of the rule's rows that are in the segment, and of its rows in the rule */
};

/* The rows of x in the ascending order of each column, for many rules: [column][row]. NaN come last. */
size_t *telltale_order(struct arena *a, struct mat x);

/* The path of a tree of depth 3 that is grown for the segment alone: of all conditions the one with the best F1 (van
 * Rijsbergen, 1979) is taken, then the next on the rows that are left, while F1 gains TELLTALE_GAIN. NaN meets no
 * condition; limits lie midway between two values, shortened to the fewest digits that still part them. */
#define TELLTALE_GAIN 0.01
struct telltale telltale_find(struct mat x, const size_t *order, const uint32_t *label, uint32_t segment);

#endif
