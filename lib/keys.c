/* keys - a table of keys, numbered in the order they come. */
#include "keys.h"

#include <stdlib.h>

#include "map.h"
#include "memory.h"

#define LINES_LEAST 16
#define NUMBERS_LEAST 64
#define KEYS_MOST (UINT32_MAX / 2) /* a number has 32 bits, and so has the place of a key */
#define TEXT_MOST UINT32_MAX

struct str keys_text(const struct keys *k, size_t number)
{
	return (struct str){ k->text.p + k->at[number - 1], k->at[number] - k->at[number - 1] };
}

/* How many keys the lines are enough for. */
static size_t enough(const struct keys *k)
{
	return k->lines.n * KEYS_LINE * 7 / 10;
}

/* The first slot that has this key, or is free, from where it belongs on. A NULL key is known not to be there. */
static struct keys_slot *slot_of(const struct keys *k, const struct str *key, uint64_t head, uint32_t tag)
{
	for (size_t i = keys_home(k, tag);; i = i + 1 == k->lines.n ? 0 : i + 1) {
		struct keys_slot *s = lines_at(&k->lines, i);

		for (size_t at = 0; at < KEYS_LINE; at++, s++)
			if (!s->number ||
			    (key && s->head == head && s->tag == tag &&
			     (key->n < KEYS_LONG || str_eq(keys_text(k, s->number), *key))))
				return s;
	}
}

static void grow(struct keys *k)
{
	struct lines old = k->lines;

	lines_take(&k->lines, k->pieces, old.n ? 2 * old.n : LINES_LEAST);
	k->bytes += (k->lines.n - old.n) * LINES_BYTES;
	for (size_t i = 0; i < old.n; i++) /* whose order is nearly that of the new ones */
		for (size_t at = 0; at < KEYS_LINE; at++) {
			const struct keys_slot *s = (struct keys_slot *)lines_at(&old, i) + at;

			if (s->number)
				*slot_of(k, NULL, s->head, s->tag) = *s;
		}
	lines_give(&old, k->pieces);
}

static uint32_t add(struct keys *k, struct str key)
{
	if (k->n + 1 >= k->n_room) {
		size_t room = k->n_room ? k->n_room + k->n_room / 2 : NUMBERS_LEAST;

		k->at = memory_resize(k->at, room + 1, sizeof(*k->at));
		k->bytes += (room - k->n_room) * sizeof(*k->at);
		k->n_room = room;
	}
	k->at[k->n] = (uint32_t)k->text.n;
	buf_str(&k->text, key);
	k->at[++k->n] = (uint32_t)k->text.n;
	k->bytes += key.n;
	return (uint32_t)k->n;
}

uint32_t keys_search(struct keys *k, struct str key, uint64_t hash)
{
	uint64_t head = key.n < KEYS_LONG ? eight_tail(key) : hash;
	uint32_t tag = keys_tag(key, hash);
	struct keys_slot *s;

	if (k->n >= enough(k))
		grow(k);
	s = slot_of(k, &key, head, tag);
	if (s->number)
		return s->number;
	if (k->n >= KEYS_MOST || k->text.n + key.n > TEXT_MOST)
		return 0;
	*s = (struct keys_slot){ head, tag, add(k, key) };
	return s->number;
}

void keys_release(struct keys *k)
{
	struct keys empty = { .pieces = k->pieces };

	lines_give(&k->lines, k->pieces);
	free(k->at);
	buf_release(&k->text);
	*k = empty;
}
