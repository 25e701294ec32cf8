/* amounts_test - exact amounts in ascending order. Oracle: insertion, one by one. */
#include "amounts.h"

#include "check.h"
#include "rng.h"

#define MOST 2000

static __int128 x[MOST], want[MOST];

/* n amounts of up to `bits` bits, of both signs. */
static bool sorts(size_t n, unsigned bits, uint64_t seed)
{
	struct rng r = rng_stream(seed, "amounts", n);

	for (size_t i = 0; i < n; i++) {
		unsigned __int128 own = (unsigned __int128)rng_next(&r) << 64 | rng_next(&r);
		size_t at = i;

		x[i] = (__int128)(own >> (128 - bits)) * (rng_next(&r) & 1 ? -1 : 1);
		for (; at && want[at - 1] > x[i]; at--)
			want[at] = want[at - 1];
		want[at] = x[i];
	}
	amounts_sort(x, n);
	for (size_t i = 0; i < n; i++)
		if (x[i] != want[i])
			return false;
	return true;
}

int main(void)
{
	__int128 ends[300];

	CHECK(sorts(0, 60, 1) && sorts(1, 60, 1) && sorts(2, 60, 1), "hardly any");
	CHECK(sorts(255, 60, 2) && sorts(256, 60, 2) && sorts(257, 60, 2),
	      "on both sides of the passes over bytes");
	CHECK(sorts(MOST, 8, 3), "many equal ones");
	CHECK(sorts(MOST, 63, 4), "as long as 64 bits hold them");
	CHECK(sorts(MOST, 120, 5), "and longer");
	for (size_t i = 0; i < 300; i++)
		ends[i] = i % 2 ? INT64_MIN : INT64_MAX;
	amounts_sort(ends, 300);
	CHECK(ends[0] == INT64_MIN && ends[149] == INT64_MIN && ends[150] == INT64_MAX,
	      "the ends of 64 bits");
	return check_done();
}
