/* chance - is there more than one segment, and how far do k of them beat chance?
 * Floor 2. Tibshirani, Walther and Hastie (2001): Gap(k) = mean over references of log W*(k), less log W(k), with
 * W the sum of squares within k-means segments; references are uniform in the box along the principal axes of the
 * rows (their section 3 b). */
#ifndef SEG_CHANCE_H
#define SEG_CHANCE_H

#include "tiles.h"

#define CHANCE_ROTATED_MOST                                                                        \
	100 /* columns; with more of them the box stands along the columns (section 3 a) */

struct chance_options {
	size_t most; /* k from 1 to this */
	size_t sets; /* references */
	uint64_t seed;
	struct tiles_each each;
	/* For other methods than k-means, where columns may be categories: fills log_w[k - 1], NaN where there is none.
	 * References are then uniform between least and largest (section 3 a), categories as frequent as they are. */
	void (*log_w)(const void *how, struct mat x, size_t most, double *log_w);
	const void *how;
	const size_t *levels; /* of each column: codes are below this, 0 for numbers */
	/* Of each column: those of the same number are levels of one text, 0 and 1, and drawn together; SIZE_MAX: a number.
	 * NULL: all are numbers. */
	const size_t *together;
};

struct chance {
	double *gap, *se; /* of k - 1; se = sd sqrt(1 + 1 / sets); NaN where k-means needs more distinct rows */
	/* How far the rows beat one uniform heap: the largest over k of (Gap(k) - Gap(1)) / its standard deviation over
	 * references, and the share of references, the rows counted as one, that do so as well. */
	double lead, p;
};

/* At least two rows. The same bytes for any number of threads. */
void chance_fit(struct chance *out, struct arena *a, struct mat x, const struct chance_options *o);

#endif
