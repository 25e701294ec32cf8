/* sums - what can be said of a customer's rows one by one, without looking at two together.
 * Floor 1. A row is such sums, and sums add up to sums: nothing else is kept of a customer when no more is asked. */
#ifndef SEG_SUMS_H
#define SEG_SUMS_H

#include "line.h"
#include "exact.h"

#define SUMS_ROWS_MOST 0xfffffffffu
#define SUMS_WRAPS_MASK ((1u << 28) - 1)

struct sums {
	__int128 amount;     /* modulo 2^128, as in struct exact_sum */
	uint64_t rows : 36;  /* of orders and refunds, up to SUMS_ROWS_MOST */
	uint64_t wraps : 28; /* a signed number, modulo 2^28: no 2^27 rows can lead there and back */
	int32_t first, latest; /* days of rows that are no refunds: INT32_MAX and INT32_MIN without one */
};

void sums_init(struct sums *s); /* of no rows */

/* Of one row. */
static inline void sums_of(struct sums *s, enum line_kind kind, int32_t day, __int128 amount)
{
	bool counts = kind != LINE_EVENT, sale = kind == LINE_SALE;

	s->amount = counts ? amount : 0;
	s->rows = counts;
	s->wraps = 0;
	s->first = sale ? day : INT32_MAX;
	s->latest = sale ? day : INT32_MIN;
}

/* as exact_sum_merge, on fewer bytes */
static inline void sums_merge(struct sums *s, const struct sums *x)
{
	__int128 amount;

	s->wraps = (s->wraps + x->wraps) & SUMS_WRAPS_MASK;
	if (__builtin_add_overflow(s->amount, x->amount, &amount))
		s->wraps = (s->wraps + (x->amount > 0 ? 1u : SUMS_WRAPS_MASK)) & SUMS_WRAPS_MASK;
	s->amount = amount;
	s->rows += x->rows;
	s->first = x->first < s->first ? x->first : s->first;
	s->latest = x->latest > s->latest ? x->latest : s->latest;
}

static inline struct exact_sum sums_amount(const struct sums *s)
{
	int64_t wraps = (int64_t)s->wraps;

	if (wraps > SUMS_WRAPS_MASK / 2)
		wraps -= (int64_t)SUMS_WRAPS_MASK + 1;
	return (struct exact_sum){ .units = s->amount, .wraps = wraps };
}

#endif
