/* cutter - the cuts that give everyone a score, from all values.
 * Floor 2. Score = 1 + min(bins - 1, floor(bins * b / B)), b = how many did strictly worse, B = that count for the best
 * value. Equal values get equal scores whatever their order, the worst value 1, the best `bins` (reference/features.md
 * B3). 2 <= bins <= RFM_BINS_MOST. When the values are all tied, or there are none, the cuts have bins = 0. */
#ifndef SEG_CUTTER_H
#define SEG_CUTTER_H

#include "rfm.h"

struct cutter {
	struct rfm_cuts *out;
	size_t bins, made;
	uint64_t worse, seen;
};

/* Of n values of which `best` are the best one. */
void cutter_begin(struct cutter *c, struct rfm_cuts *out, size_t bins, uint64_t n, uint64_t best,
                  bool low_is_best);
/* Each value once, the worst first, with how many have it. */
void cutter_next(struct cutter *c, __int128 value, uint64_t n);

/* The same from values in any order; false when out->bins is 0. */
bool cutter_fit(struct rfm_cuts *out, const __int128 *values, size_t n, size_t bins, bool low_is_best);

#endif
