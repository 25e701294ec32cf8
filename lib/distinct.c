/* distinct - numbers by their place among the different ones: small keys that sort fast and are read back. */
#include "distinct.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

#define EMPTY UINT32_MAX
#define DIGIT 10 /* bits of a pass */

struct seen { /* the different ones, as they were met first */
	double *value;
	uint32_t *slot; /* open addressing, room for twice as many */
	size_t n, room;
	unsigned shift; /* which leaves as many bits as there are slots */
};

static size_t slot_of(const struct seen *s, double x)
{
	uint64_t bits;
	size_t at;

	memcpy(&bits, &x, sizeof(bits));
	at = (size_t)(bits * 0x9e3779b97f4a7c15u >> s->shift); /* the top bits: small whole numbers end in zeros */
	while (s->slot[at] != EMPTY && s->value[s->slot[at]] != x)
		at = (at + 1) & (2 * s->room - 1);
	return at;
}

static void grow(struct seen *s)
{
	s->room = s->room ? 4 * s->room : 4096;
	s->shift = s->shift ? s->shift - 2 : 51; /* 64 - 13 */
	s->value = memory_resize(s->value, s->room, sizeof(*s->value));
	s->slot = memory_resize(s->slot, s->room, 2 * sizeof(*s->slot));
	memset(s->slot, 0xff, 2 * s->room * sizeof(*s->slot));
	for (size_t i = 0; i < s->n; i++)
		s->slot[slot_of(s, s->value[i])] = (uint32_t)i;
}

static size_t digit(unsigned __int128 key, unsigned shift)
{
	return (size_t)(key >> shift) & ((1 << DIGIT) - 1);
}

/* By the bits from `shift` up to `bits`, digit by digit; keys that are equal there stay as they come. */
static void sort_keys(unsigned __int128 *key, unsigned __int128 *spare, size_t n, unsigned shift,
                      unsigned bits)
{
	unsigned __int128 *from = key, *to = spare;

	for (; n && shift < bits; shift += DIGIT) {
		size_t count[1 << DIGIT] = { 0 }, at = 0;

		for (size_t i = 0; i < n; i++)
			count[digit(from[i], shift)]++;
		if (count[digit(*from, shift)] == n)
			continue;
		for (size_t d = 0; d < 1 << DIGIT; d++) {
			size_t here = count[d];

			count[d] = at;
			at += here;
		}
		for (size_t i = 0; i < n; i++)
			to[count[digit(from[i], shift)]++] = from[i];
		from = to;
		to = from == key ? spare : key;
	}
	if (from != key)
		memcpy(key, from, n * sizeof(*key));
}

void distinct_sort(unsigned __int128 *key, unsigned __int128 *spare, size_t n, unsigned bits)
{
	sort_keys(key, spare, n, 0, bits);
}

/* A whole number in the order of the numbers: of those below 0 all bits are turned, of the others the sign. */
static uint64_t order_of(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

/* The different ones in ascending order, and the rank of each of those met. */
static void rank_seen(const struct seen *s, double *value, uint32_t *rank)
{
	unsigned __int128 *key = memory_large(s->n, sizeof(*key)),
			  *spare = memory_large(s->n, sizeof(*spare));

	for (size_t i = 0; i < s->n; i++)
		key[i] = (unsigned __int128)order_of(s->value[i]) << 32 | i;
	sort_keys(key, spare, s->n, 32, 96);
	for (size_t i = 0; i < s->n; i++) {
		uint32_t at = (uint32_t)key[i];

		value[i] = s->value[at];
		rank[at] = (uint32_t)i;
	}
	free(key);
	free(spare);
}

void distinct_make(struct distinct *out, struct arena *a, const double *v, size_t n, uint32_t *place)
{
	struct seen s = { 0 };
	uint32_t *rank;

	grow(&s);
	for (size_t i = 0; i < n; i++) {
		double x = v[i] + 0.0; /* -0 becomes 0 */
		size_t at = slot_of(&s, x);

		if (s.slot[at] == EMPTY) {
			if (s.n == s.room) {
				grow(&s);
				at = slot_of(&s, x);
			}
			s.value[s.n] = x;
			s.slot[at] = (uint32_t)s.n++;
		}
		place[i] = s.slot[at];
	}
	*out = (struct distinct){ ARENA_ARRAY(a, double, s.n), s.n, 0 };
	rank = memory_get(s.n, sizeof(*rank));
	rank_seen(&s, out->value, rank);
	for (size_t i = 0; i < n; i++)
		place[i] = rank[place[i]];
	while (((size_t)1 << out->bits) < s.n)
		out->bits++;
	free(rank);
	free(s.value);
	free(s.slot);
}
