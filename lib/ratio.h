/* ratio - one group's rate over another's, or over everyone's, with an interval wherever there is one.
 * Floor 2. Counts in, doubles out; NaN means undefined. Counts as in fair.h, whose Katz interval this completes. */
#ifndef SEG_RATIO_H
#define SEG_RATIO_H

#include "fair.h"

/* How many of how many; of weighted rows, as many equal rows as they are worth (Kish 1965: the square of the sum of
 * the weights over the sum of their squares). */
struct ratio_part {
	double hits, total;
};

/* Rate of a over rate of b, groups that share nobody. Katz's interval (fair_ratio); where that has none, because a
 * has no hits or both rates are 1, the one of Zou and Donner (2008, MOVER) from the Wilson intervals of both rates:
 * 0 to high_a / sqrt(low_b (2 rate_b - low_b)), or low_a to 1 / low_b. NaN throughout when b has no hits, a total is 0
 * or hits exceed a total. */
struct fair_estimate ratio_of(struct ratio_part a, struct ratio_part b, double confidence);

/* Rate of a over the rate of the whole that a is part of. With w the share of the whole that is a, and r the ratio of
 * a to the rest, this is r / (1 - w + w r): it rises with r, so the bounds of r (ratio_of) become its bounds.
 * NaN throughout when the whole has no hits, a is empty or is not part of the whole; without a rest the ratio is 1 and
 * the bounds are NaN. */
struct fair_estimate ratio_to_whole(struct ratio_part a, struct ratio_part whole, double confidence);

/* The same from a, the rest and w, where these do not add up, as of weighted rows. */
struct fair_estimate ratio_to_both(struct ratio_part a, struct ratio_part rest, double w,
                                   double confidence);

#endif
