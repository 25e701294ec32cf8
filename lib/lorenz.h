/* lorenz - how much of a total its largest parts hold.
 * Floor 2. Amounts are whole units (say 10^-9 of money); a negative one counts as zero. Exact, so that the order in
 * which the amounts come never shows. The array stays the caller's and is what the struct reads from. */
#ifndef SEG_LORENZ_H
#define SEG_LORENZ_H

#include <stddef.h>

struct lorenz {
	const __int128 *sum; /* of the 1, 2, 3 … largest */
	size_t n;
};

/* Sorts the n amounts and replaces them by running sums, which must stay below 2^127. */
void lorenz_fit(struct lorenz *l, __int128 *amount, size_t n);

/* Share of the total that the k largest hold, k <= n; NaN when the total is 0. */
double lorenz_share(const struct lorenz *l, size_t k);

/* The fewest that hold at least half; 0 when the total is 0. */
size_t lorenz_half(const struct lorenz *l);

/* Gini's coefficient: 0 when all are alike, (n - 1) / n when one holds all; NaN when the total is 0.
 * Not corrected for small n, as ineq::Gini of R. */
double lorenz_gini(const struct lorenz *l);

#endif
