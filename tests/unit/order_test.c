/* order_test - the byte order of keys, and the map. Oracle: qsort with memcmp's order. */
#include "arena.h"
#include "check.h"
#include "map.h"
#include "order.h"
#include "rng.h"

#define KEYS 20000

static const struct str *all;

static int compare(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int c = str_cmp(all[x], all[y]);

	return c ? c : (x > y) - (x < y);
}

/* Keys of many lengths with long common beginnings and many repeats. */
static void make_keys(struct arena *a, struct str *key, struct rng *r)
{
	for (size_t i = 0; i < KEYS; i++) {
		char text[64];
		size_t n = 0, common = rng_below(r, 3) * 8;

		while (n < common)
			text[n++] = 'k';
		for (uint64_t more = rng_below(r, 5); more; more--)
			text[n++] = (char)rng_below(r, 4);
		key[i] = arena_str(a, (struct str){ text, n });
	}
}

int main(void)
{
	struct arena a = { 0 };
	struct str *key = ARENA_ARRAY(&a, struct str, KEYS);
	size_t *order = ARENA_ARRAY(&a, size_t, KEYS), *expected = ARENA_ARRAY(&a, size_t, KEYS);
	size_t *number = ARENA_ARRAY(&a, size_t, KEYS);
	struct map map = { 0 };
	struct rng r = rng_stream(1, "order_test", 0);
	size_t wrong = 0, distinct = 0;

	make_keys(&a, key, &r);
	all = key;
	for (size_t i = 0; i < KEYS; i++)
		expected[i] = i;
	qsort(expected, KEYS, sizeof(*expected), compare);
	order_keys(order, key, KEYS);
	CHECK(memcmp(order, expected, KEYS * sizeof(*order)) == 0,
	      "20,000 keys come in the order of qsort, equal ones as they came");
	order_keys(order, key, 0);
	order_keys(order, key, 1);
	CHECK(order[0] == 0, "one key and none are sorted too");

	for (size_t i = 0; i < KEYS; i++) {
		uint64_t hash = map_hash(key[i]);

		number[i] = map_find(&map, key[i], hash);
		if (number[i] == MAP_NONE)
			number[i] = map_add(&map, key[i], hash);
	}
	for (size_t i = 0; i < KEYS; i++)
		distinct += i == 0 || !str_eq(key[expected[i - 1]], key[expected[i]]);
	CHECK(map.n == distinct, "the map has each key once");
	for (size_t i = 1; i < KEYS; i++) {
		bool same = str_eq(key[expected[i - 1]], key[expected[i]]);

		wrong += same != (number[expected[i - 1]] == number[expected[i]]);
	}
	CHECK(wrong == 0, "equal keys have equal numbers, others not");
	CHECK(number[0] == 0, "the first key is number 0");
	CHECK(map_find(&map, str_of("not there"), map_hash(str_of("not there"))) == MAP_NONE,
	      "what was not added is not found");
	map_release(&map);
	arena_release(&a);
	return check_done();
}
