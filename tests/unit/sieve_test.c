/* Numbers against the limits of their kinds, beside the plain comparison. */
#include "sieve.h"

#include <math.h>

#include "check.h"
#include "rng.h"

#define MOST 700

/* Random numbers, some of them equal to a limit, some not a number; kinds below and above a register's lanes. */
static void check_random(size_t kinds)
{
	struct rng r = rng_stream(20261126, "sieve", kinds);
	size_t differ = 0, found = 0;

	for (size_t n = 0; n < MOST; n++) {
		float value[MOST], limit[100];
		uint32_t kind[MOST];
		uint16_t out[MOST];
		size_t got, at = 0;

		for (size_t c = 0; c < kinds; c++)
			limit[c] = c == 3 ? INFINITY : (float)rng_below(&r, 20);
		for (size_t i = 0; i < n; i++) {
			kind[i] = (uint32_t)rng_below(&r, kinds);
			value[i] = rng_below(&r, 30) ? (float)rng_below(&r, 25) - 1 : NAN;
		}
		got = sieve(value, kind, n, limit, kinds, out);
		for (size_t i = 0; i < n; i++)
			if (!(value[i] > limit[kind[i]]))
				differ += at >= got || out[at++] != i;
		differ += at != got;
		found += got;
	}
	CHECK(differ == 0 && found > 1000, "%zu kinds: %zu differ of %zu found", kinds, differ, found);
}

int main(void)
{
	for (size_t kinds = 1; kinds <= 100; kinds += kinds < 18 ? 1 : 41)
		check_random(kinds);
	return check_done();
}
