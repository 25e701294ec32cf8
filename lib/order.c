/* order - the byte order of keys. */
#include "order.h"

#include <stdint.h>
#include <stdlib.h>

#include "diag.h"
#include "eight.h"

struct item {
	uint64_t head; /* eight_head(key) */
	size_t at;
};

/* Stable passes from the last byte to the first; a byte that is the same everywhere needs none. */
static struct item *radix_sort(struct item *item, struct item *other, size_t n)
{
	for (int shift = 0; shift < 64; shift += 8) {
		size_t start[256] = { 0 }, sum = 0;

		for (size_t i = 0; i < n; i++)
			start[item[i].head >> shift & 255]++;
		if (n && start[item[0].head >> shift & 255] == n)
			continue;
		for (int b = 0; b < 256; b++) {
			size_t count = start[b];

			start[b] = sum;
			sum += count;
		}
		for (size_t i = 0; i < n; i++)
			other[start[item[i].head >> shift & 255]++] = item[i];
		struct item *swap = item;
		item = other;
		other = swap;
	}
	return item;
}

static int compare(const struct str *key, size_t a, size_t b)
{
	int c = str_cmp(key[a], key[b]);

	return c ? c : (a > b) - (a < b);
}

/* Merge sort of a run whose heads are equal. */
static void sort_run(struct item *item, struct item *other, size_t n, const struct str *key)
{
	size_t half = n / 2, a = 0, b = half;

	if (n < 2)
		return;
	sort_run(item, other, half, key);
	sort_run(item + half, other + half, n - half, key);
	if (compare(key, item[half - 1].at, item[half].at) < 0)
		return;
	memcpy(other, item, n * sizeof(*item));
	for (size_t i = 0; i < n; i++)
		item[i] = b == n || (a < half && compare(key, other[a].at, other[b].at) < 0)
		                  ? other[a++]
		                  : other[b++];
}

void order_keys(size_t *order, const struct str *key, size_t n)
{
	struct item *item = calloc(n + 1, sizeof(*item)), *other = calloc(n + 1, sizeof(*other)), *sorted;

	if (!item || !other)
		die(STATUS_SYSTEM, "out of memory (needed %zu bytes)", 2 * n * sizeof(*item));
	for (size_t i = 0; i < n; i++)
		item[i] = (struct item){ eight_head(key[i]), i };
	sorted = radix_sort(item, other, n);
	for (size_t i = 0; i < n;) {
		size_t end = i + 1;

		while (end < n && sorted[end].head == sorted[i].head)
			end++;
		sort_run(sorted + i, sorted == item ? other : item, end - i, key);
		i = end;
	}
	for (size_t i = 0; i < n; i++)
		order[i] = sorted[i].at;
	free(item);
	free(other);
}
