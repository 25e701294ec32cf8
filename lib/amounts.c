/* amounts - exact amounts in ascending order. */
#include "amounts.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "memory.h"

#define FEW 256 /* for which passes over bytes do not pay */

static int ascending(const void *a, const void *b)
{
	__int128 x = *(const __int128 *)a, y = *(const __int128 *)b;

	return (x > y) - (x < y);
}

static bool all_short(const __int128 *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (x[i] != (int64_t)x[i])
			return false;
	return true;
}

/* Passes over the bytes from the lowest up; those in which all are alike are left out. */
static uint64_t *sort_keys(uint64_t *from, uint64_t *to, size_t n)
{
	for (unsigned shift = 0; shift < 64; shift += 8) {
		size_t end[257] = { 0 };
		uint64_t *swap = from;

		for (size_t i = 0; i < n; i++)
			end[(from[i] >> shift & 255) + 1]++;
		if (end[(from[0] >> shift & 255) + 1] == n)
			continue;
		for (size_t k = 1; k < 256; k++)
			end[k] += end[k - 1];
		for (size_t i = 0; i < n; i++)
			to[end[from[i] >> shift & 255]++] = from[i];
		from = to;
		to = swap;
	}
	return from;
}

void amounts_sort(__int128 *x, size_t n)
{
	const uint64_t sign = 1ull << 63; /* turned, so that negative ones come first */
	uint64_t *key, *sorted;

	if (n < FEW || !all_short(x, n)) {
		if (n)
			qsort(x, n, sizeof(*x), ascending);
		return;
	}
	key = memory_get(2 * n, sizeof(*key));
	for (size_t i = 0; i < n; i++)
		key[i] = (uint64_t)(int64_t)x[i] ^ sign;
	sorted = sort_keys(key, key + n, n);
	for (size_t i = 0; i < n; i++)
		x[i] = (int64_t)(sorted[i] ^ sign);
	free(key);
}
