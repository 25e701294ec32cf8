/* chain - the two groups whose joining adds least to the sum of squares, again and again.
 * Floor 2. Chains of nearest neighbours: Murtagh (1983), on means and sizes; a tree of boxes says where not to look, so
 * that most searches see few groups. Time O(n^2 d) at worst, memory O(n d). */
#ifndef SEG_CHAIN_H
#define SEG_CHAIN_H

#include "mat.h"

struct chain_merge {
	size_t a, b; /* a < b: the first rows of the two groups; the joint one has a's */
	double height; /* sqrt(2 |a| |b| / (|a| + |b|)) times the distance of the means: for two rows their distance */
};

/* Fills the x.rows - 1 merges, in an order in which groups are there before they are joined. mass: how many each row
 * stands for, NULL for 1 each. Of equally near groups the one whose first row comes first. All finite, at least one
 * row. */
void chain_join(struct chain_merge *merge, struct mat x, const double *mass);

#endif
