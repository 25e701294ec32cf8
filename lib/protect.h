/* protect - which counts of a published table must stay hidden so that small ones cannot be worked out.
 * Floor 2. Arrays in, marks out. The reader is taken to know the totals, the rule, and that FEW stands for 1 to
 * least - 1 and MANY for `least` or more (Hundepool and others 2012, Statistical Disclosure Control, chapter 4). */
#ifndef SEG_PROTECT_H
#define SEG_PROTECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum protect {
	PROTECT_SHOWN,
	PROTECT_FEW, /* too small to be told */
	PROTECT_MANY /* large enough, hidden so that the small ones stay so */
};

/* Counts whose total is known. Afterwards every small one can still be any number from 1 to least - 1; that failing
 * (too little else to hide) all are hidden and false says that the total must be, too. */
bool protect_list(enum protect *mark, const uint64_t *count, size_t n, uint64_t least);

/* Like protect_list for marks that stand already: what is MANY stays hidden. */
bool protect_more(enum protect *mark, const uint64_t *count, size_t n, uint64_t least);

/* Rates: hits of so many, whose sums are known. Hidden are those of which the hits, or those who are none, are small, and
 * further ones so that these cannot be worked out. False: they can all the same, and the rate of all must be hidden. */
bool protect_rates(bool *hidden, const uint64_t *hits, const uint64_t *of, size_t n, uint64_t least);

/* An amount of several givers, and what the two largest of them gave. */
struct protect_amount {
	__int128 total, largest, second;
};

/* Amounts whose sum is known. By the p% rule one stays hidden when the second largest giver could tell the largest to
 * within `share` of it; so do further ones, the smallest first, until what is hidden is safe together. False: it is not,
 * with everything hidden, and then the sum must be, too. */
bool protect_amounts(bool *hidden, const struct protect_amount *of, size_t n, double share);

#endif
