/* sums_short - nearly all sums, in half the bytes: of less than 2^63 units, and of days from 1970 to 2149.
 * Floor 1. Zero bytes are the sums of no rows. */
#ifndef SEG_SUMS_SHORT_H
#define SEG_SUMS_SHORT_H

#include "sums.h"

struct sums_short {
	int64_t amount;
	uint32_t rows;
	uint16_t since, until; /* 65535 - first and latest + 1, so that both only grow; 0: none */
};

/* False, and nothing is added, when it does not fit. */
static inline bool sums_short_add(struct sums_short *s, const struct sums *x)
{
	bool dated = x->first <= x->latest;
	uint32_t since = dated ? UINT16_MAX - (uint32_t)x->first : 0;
	uint32_t until = dated ? (uint32_t)x->latest + 1 : 0;
	uint64_t rows = s->rows + x->rows;
	int64_t amount;

	if ((since | until) > UINT16_MAX || rows > UINT32_MAX || x->wraps ||
	    x->amount != (int64_t)x->amount ||
	    __builtin_add_overflow(s->amount, (int64_t)x->amount, &amount))
		return false;
	s->amount = amount;
	s->rows = (uint32_t)rows;
	s->since = since > s->since ? (uint16_t)since : s->since;
	s->until = until > s->until ? (uint16_t)until : s->until;
	return true;
}

static inline struct sums sums_of_short(const struct sums_short *s)
{
	return (struct sums){ .amount = s->amount,
		              .rows = s->rows,
		              .first = s->since ? UINT16_MAX - s->since : INT32_MAX,
		              .latest = s->until ? s->until - 1 : INT32_MIN };
}

#endif
