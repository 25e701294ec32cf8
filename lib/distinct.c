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

static int number_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
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
	if (s.n)
		memcpy(out->value, s.value, s.n * sizeof(double));
	qsort(out->value, s.n, sizeof(double), number_order);
	rank = memory_get(s.n, sizeof(*rank));
	for (size_t i = 0; i < s.n; i++)
		rank[s.slot[slot_of(&s, out->value[i])]] = (uint32_t)i;
	for (size_t i = 0; i < n; i++)
		place[i] = rank[place[i]];
	while (((size_t)1 << out->bits) < s.n)
		out->bits++;
	free(rank);
	free(s.value);
	free(s.slot);
}

static size_t digit(unsigned __int128 key, unsigned shift)
{
	return (size_t)(key >> shift) & ((1 << DIGIT) - 1);
}

void distinct_sort(unsigned __int128 *key, unsigned __int128 *spare, size_t n, unsigned bits)
{
	unsigned __int128 *from = key, *to = spare;

	for (unsigned shift = 0; shift < bits; shift += DIGIT) {
		size_t count[1 << DIGIT] = { 0 }, at = 0;

		for (size_t i = 0; i < n; i++)
			count[digit(from[i], shift)]++;
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
