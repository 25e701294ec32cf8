/* twins - how many rows repeat an id, from a sample of the ids. */
#define XXH_INLINE_ALL
#include "twins.h"

#include <xxhash.h>

/* Nearly all ids of a large table are. */
static inline bool beyond(const struct twins *t, uint64_t hash)
{
	return t->n == TWINS_SAMPLE && hash > t->hash[TWINS_SAMPLE - 1];
}

static void put(struct twins *t, uint64_t hash, uint64_t rows)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (t->hash[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < t->n && t->hash[low] == hash) {
		t->rows[low] += rows;
		return;
	}
	t->n -= t->n == TWINS_SAMPLE; /* the highest makes room, and never comes back */
	memmove(&t->hash[low + 1], &t->hash[low], (t->n - low) * sizeof(*t->hash));
	memmove(&t->rows[low + 1], &t->rows[low], (t->n - low) * sizeof(*t->rows));
	t->hash[low] = hash;
	t->rows[low] = rows;
	t->n++;
}

void twins_add(struct twins *t, struct str id)
{
	uint64_t hash = id.n ? XXH3_64bits(id.p, id.n) : 0;

	if (id.n && !beyond(t, hash))
		put(t, hash, 1);
}

void twins_merge(struct twins *t, const struct twins *more)
{
	for (size_t i = 0; i < more->n; i++)
		if (!beyond(t, more->hash[i]))
			put(t, more->hash[i], more->rows[i]);
}

struct twins_found twins_found(const struct twins *t)
{
	struct twins_found found = { 0 };

	for (size_t i = 0; i < t->n; i++) {
		found.rows += t->rows[i];
		found.repeats += t->rows[i] - 1;
	}
	return found;
}
