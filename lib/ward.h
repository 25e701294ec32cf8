/* ward - a tree of groups, each made of the two whose joining adds least to the sum of squares.
 * Floor 2. Arrays in, numbers out; time O(n^2 d), memory O(n d), from the caller's arena. */
#ifndef SEG_WARD_H
#define SEG_WARD_H

#include <stdint.h>

#include "arena.h"
#include "chain.h"

#define WARD_LARGEST 1e140 /* so that squares times sizes stay finite */

struct ward {
	/* n - 1 of them, heights ascending; a and b as in the linkage matrices of scipy: below n a row, else n + the
	 * number of a merge. */
	struct chain_merge *merge;
	size_t n;
	const double *mass; /* as given */
};

/* Ward (1963), by chain.h. mass: how many each row stands for, NULL for 1 each. False when a value is NaN or
 * beyond WARD_LARGEST. */
bool ward_fit(struct ward *out, struct arena *a, struct mat x, const double *mass);

/* The k groups that are left before the last k - 1 merges (1 <= k <= n): label[row] below k, groups in the order of
 * their paths. A path says where a group hangs in the tree: A and B are the two largest parts, A.1 and A.2 those of A,
 * and so on; of two parts the larger comes first, of equals the one whose first row does. One group is A. */
struct str *ward_cut(const struct ward *w, struct arena *a, size_t k, uint32_t *label);

#endif
