/* sums - what can be said of a customer's rows one by one. */
#include "sums.h"

void sums_init(struct sums *s)
{
	*s = (struct sums){ .first = INT32_MAX, .latest = INT32_MIN };
}

void sums_of(struct sums *s, const struct line *l)
{
	sums_init(s);
	if (l->kind == LINE_EVENT)
		return;
	s->rows = 1;
	s->amount = l->amount;
	if (l->kind == LINE_SALE)
		s->first = s->latest = l->day;
}

#define WRAPS_BITS 28

/* as exact_sum_merge, on fewer bytes */
void sums_merge(struct sums *s, const struct sums *x)
{
	uint64_t wraps = s->wraps + x->wraps;
	__int128 amount;

	if (__builtin_add_overflow(s->amount, x->amount, &amount))
		wraps += x->amount > 0 ? 1 : UINT64_MAX;
	s->wraps = wraps & ((1u << WRAPS_BITS) - 1);
	s->amount = amount;
	s->rows += x->rows;
	s->first = x->first < s->first ? x->first : s->first;
	s->latest = x->latest > s->latest ? x->latest : s->latest;
}

struct exact_sum sums_amount(const struct sums *s)
{
	int64_t wraps = (int64_t)s->wraps;

	if (wraps >= 1 << (WRAPS_BITS - 1))
		wraps -= 1 << WRAPS_BITS;
	return (struct exact_sum){ .units = s->amount, .wraps = wraps };
}
