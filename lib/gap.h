/* gap - how far apart the rates of many groups are at most, with an interval that holds for all pairs.
 * Floor 2. Counts in, doubles out; NaN means undefined. */
#ifndef SEG_GAP_H
#define SEG_GAP_H

#include "ratio.h"

#define GAP_GROUPS_MOST 2000 /* beyond it there are too many pairs for an interval */

struct gap {
	struct fair_estimate difference; /* the widest; NaN bounds without an interval */
	double ratio; /* lowest over highest rate, the least of all sets; NaN where the highest are 0 */
	size_t set;       /* with the widest difference */
	size_t low, high; /* and its groups */
	double p;         /* of gap_of_estimates; else NaN */
};

/* The widest difference of two rates within a set: `sets` sets of n groups each, set after set; groups without rows
 * are left out. One set gives demographic parity, the true and the false positive rates give equalized odds (Hardt and
 * others 2016). Each pair has the score interval of its difference (Newcombe 1998, method 10) at a level raised for
 * the m pairs of all sets, 1 - (1 - confidence) / m (Bonferroni); the bounds of the widest are the largest lower and
 * the largest upper bound of any |difference|. So the interval covers at least as often as promised, whichever pair is
 * widest. NaN throughout when no set has two groups with rows. */
struct gap gap_widest(const struct ratio_part *part, size_t sets, size_t n, double confidence);

/* The same of one number for each group, with its standard error: NaN numbers are left out. Each pair has the normal
 * interval of its difference at the level raised for all pairs, none where an error is NaN; p is Cochran's (1954) test
 * of homogeneity, weights 1 / error^2, NaN unless every error is above 0. */
struct gap gap_of_estimates(const double *value, const double *error, size_t n, double confidence);

#endif
