/* sums - what can be said of a customer's rows one by one. */
#include "sums.h"

void sums_init(struct sums *s)
{
	*s = (struct sums){ .first = INT32_MAX, .latest = INT32_MIN };
}

struct exact_sum sums_amount(const struct sums *s)
{
	int64_t wraps = (int64_t)s->wraps;

	if (wraps > SUMS_WRAPS_MASK / 2)
		wraps -= (int64_t)SUMS_WRAPS_MASK + 1;
	return (struct exact_sum){ .units = s->amount, .wraps = wraps };
}
