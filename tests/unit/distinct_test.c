/* distinct_test - places and order against qsort. */
#include "check.h"
#include "distinct.h"
#include "rng.h"

#include <string.h>

#define MANY 50000

static int key_order(const void *a, const void *b)
{
	unsigned __int128 x = *(const unsigned __int128 *)a, y = *(const unsigned __int128 *)b;

	return (x > y) - (x < y);
}

static void places(struct arena *a, uint64_t kinds)
{
	struct rng r = rng_stream(kinds, "distinct", 0);
	double *v = ARENA_ARRAY(a, double, MANY);
	uint32_t *place = ARENA_ARRAY(a, uint32_t, MANY);
	bool back = true, rising = true;
	struct distinct d;

	for (size_t i = 0; i < MANY; i++)
		v[i] = ((double)rng_below(&r, kinds) - 20) / 7;
	distinct_make(&d, a, v, MANY, place);
	for (size_t i = 0; i < MANY; i++)
		back &= d.value[place[i]] == v[i];
	for (size_t i = 1; i < d.n; i++)
		rising &= d.value[i - 1] < d.value[i];
	CHECK(back && rising && d.n <= kinds && d.n <= (size_t)1 << d.bits,
	      "%zu different of %d numbers have places in their order", d.n, MANY);
}

static void sorts(struct arena *a, unsigned bits)
{
	struct rng r = rng_stream(bits, "keys", 0);
	unsigned __int128 *key = ARENA_ARRAY(a, unsigned __int128, MANY),
			  *spare = ARENA_ARRAY(a, unsigned __int128, MANY);
	unsigned __int128 *same = ARENA_ARRAY(a, unsigned __int128, MANY);

	for (size_t i = 0; i < MANY; i++)
		same[i] = key[i] =
			bits ? ((unsigned __int128)rng_next(&r) << 64 | rng_next(&r)) >> (128 - bits)
			     : 0;
	distinct_sort(key, spare, MANY, bits);
	qsort(same, MANY, sizeof(*same), key_order);
	CHECK(memcmp(key, same, MANY * sizeof(*key)) == 0, "keys of %u bits are sorted", bits);
}

int main(void)
{
	struct arena a = { 0 };
	double zero[3] = { 0.0, -0.0, 1 }, near[3] = { 1 + 0x1p-51, 1 + 0x1p-52, 1 };
	uint32_t place[3];
	struct distinct d;

	distinct_make(&d, &a, near, 3, place);
	CHECK(d.n == 3 && place[0] == 2 && place[1] == 1 && place[2] == 0,
	      "neighbours among doubles stand in their order");
	places(&a, 1);
	places(&a, 30);
	places(&a, 40000);
	places(&a, 1000000000);
	for (unsigned bits = 0; bits <= 128; bits += 16)
		sorts(&a, bits);
	distinct_make(&d, &a, zero, 3, place);
	CHECK(d.n == 2 && place[0] == place[1], "minus zero is zero");
	distinct_make(&d, &a, zero, 0, place);
	CHECK(d.n == 0 && d.bits == 0, "of no numbers none are different");
	arena_release(&a);
	return check_done();
}
