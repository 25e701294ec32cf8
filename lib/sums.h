/* sums - what can be said of a customer's rows one by one, without looking at two together.
 * Floor 1. A row is such sums, and sums add up to sums: nothing else is kept of a customer when no more is asked. */
#ifndef SEG_SUMS_H
#define SEG_SUMS_H

#include "line.h"
#include "exact.h"

#define SUMS_ROWS_MOST 0xfffffffffu

struct sums {
	__int128 amount;     /* modulo 2^128, as in struct exact_sum */
	uint64_t rows : 36;  /* of orders and refunds, up to SUMS_ROWS_MOST */
	uint64_t wraps : 28; /* a signed number, modulo 2^28: no 2^27 rows can lead there and back */
	int32_t first, latest; /* days of rows that are no refunds: INT32_MAX and INT32_MIN without one */
};

void sums_init(struct sums *s); /* of no rows */
void sums_of(struct sums *s, const struct line *l);
void sums_merge(struct sums *s, const struct sums *x);
struct exact_sum sums_amount(const struct sums *s);

#endif
