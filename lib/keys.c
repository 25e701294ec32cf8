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
	return k->lines * KEYS_LINE * 7 / 10;
}

/* The first slot that has this key, or is free, from where it belongs on. A NULL key is known not to be there. */
static struct keys_slot *slot_of(const struct keys *k, const struct str *key, uint64_t head, uint32_t tag)
{
	for (size_t i = keys_home(k, tag);; i = i + 1 == k->lines ? 0 : i + 1) {
		struct keys_slot *s = keys_line(k, i);

		for (size_t at = 0; at < KEYS_LINE; at++, s++)
			if (!s->number ||
			    (key && s->head == head && s->tag == tag &&
			     (key->n < KEYS_LONG || str_eq(keys_text(k, s->number), *key))))
				return s;
	}
}

/* Free slots for all lines. */
static void take_slots(struct keys *k)
{
	size_t parts = (k->lines + KEYS_PART - 1) / KEYS_PART;

	k->first = NULL;
	k->part = memory_get(parts, sizeof(*k->part));
	for (size_t i = 0; i < parts; i++) {
		struct piece *p = pieces_get(k->pieces, PIECE_BYTES);
		size_t lines = i + 1 < parts ? KEYS_PART : k->lines - i * KEYS_PART;

		p->next = k->first;
		k->first = p;
		k->part[i] = (struct keys_slot *)p->p;
		memset(p->p, 0, lines * 64);
	}
}

static void give_slots(const struct keys *k)
{
	for (struct piece *p = k->first, *next; p; p = next) {
		next = p->next;
		pieces_put(k->pieces, p);
	}
	free(k->part);
}

static void grow(struct keys *k)
{
	struct keys old = *k;

	k->lines = k->lines ? 2 * k->lines : LINES_LEAST;
	take_slots(k);
	for (size_t i = 0; i < old.lines; i++) /* whose order is nearly that of the new ones */
		for (size_t at = 0; at < KEYS_LINE; at++) {
			const struct keys_slot *s = keys_line(&old, i) + at;

			if (s->number)
				*slot_of(k, NULL, s->head, s->tag) = *s;
		}
	give_slots(&old);
	k->bytes += (k->lines - old.lines) * 64;
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

	give_slots(k);
	free(k->at);
	buf_release(&k->text);
	*k = empty;
}
