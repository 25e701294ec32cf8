/* sums - what can be said of a customer's rows one by one. */
#include "sums.h"

void sums_init(struct sums *s)
{
	*s = (struct sums){ .first = INT32_MAX, .latest = INT32_MIN };
}
