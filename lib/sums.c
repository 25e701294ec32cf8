/* sums - what can be said of a customer's rows one by one. */
#include "sums.h"

void sums_init(struct sums *s)
{
	*s = (struct sums){ .first = INT32_MAX, .latest = INT32_MIN };
}

struct sums sums_of_short(const struct sums_short *s)
{
	return (struct sums){ .amount = s->amount,
		              .rows = s->rows,
		              .first = s->since ? UINT16_MAX - s->since : INT32_MAX,
		              .latest = s->until ? s->until - 1 : INT32_MIN };
}
