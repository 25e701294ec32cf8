/* keys - a table of keys, numbered in the order they come. */
#include "keys.h"

#include <stdlib.h>

#include "map.h"
#include "memory.h"

#define ROOM_LEAST 64
#define KEYS_MOST (UINT32_MAX / 2) /* a number has 32 bits, and so has the place of a key */
#define TEXT_MOST UINT32_MAX
#define LINE 64                 /* bytes of a cache line */
#define LARGE (MEMORY_PAGE / 4) /* bytes of slots, from which on they fill whole pages */

static struct keys_slot *nth(const struct keys *k, size_t i)
{
	return (struct keys_slot *)(k->slot + i * k->stride);
}

static struct keys_slot *after(const struct keys *k, const struct keys_slot *s)
{
	return s == nth(k, k->room - 1) ? nth(k, 0) : (struct keys_slot *)((char *)s + k->stride);
}

/* Bytes from slot to slot: with memory enough, one that is nearly a cache line fills one, and does not stand in two. */
static size_t stride_of(const struct keys *k)
{
	size_t bytes = sizeof(struct keys_slot) + k->beside;

	return bytes > LINE / 2 && bytes < LINE && !k->most ? LINE : bytes;
}

static void slots_free(const struct keys *k)
{
	if (k->pages)
		memory_pages_free(k->slot, k->pages);
	else
		free(k->slot);
}

/* Slots for more keys: false when the bound has no room for more. A bounded table soon takes all it may: what smaller
 * ones leave behind fits nobody. */
static bool more_room(const struct keys *k, size_t *room)
{
	size_t most = k->most / 8 * 7 / k->stride;

	*room = k->room ? 2 * k->room : ROOM_LEAST;
	if (k->most && *room > most / 8 && most > ROOM_LEAST)
		*room = most;
	return *room > k->room;
}

static bool grow(struct keys *k)
{
	struct keys old = *k;
	size_t bytes;

	k->stride = stride_of(k);
	old.stride = k->stride;
	if (!more_room(&old, &k->room))
		return k->room = old.room, false;
	bytes = memory_bytes(k->room, k->stride);
	k->pages = bytes >= LARGE && !k->most ? memory_pages_for(bytes) : 0;
	if (k->pages) {
		k->slot = memory_pages(k->pages);
		k->room = k->pages / k->stride;
	} else {
		k->slot = memory_zero(k->room, k->stride);
	}
	for (size_t i = 0; i < old.room; i++) {
		const struct keys_slot *s = nth(&old, i);
		struct keys_slot *at;

		if (!s->number)
			continue;
		at = keys_home(k, s->bytes > 8 ? s->head : map_hash(keys_text(k, s->number)));
		while (at->number)
			at = after(k, at);
		memcpy(at, s, k->stride);
	}
	slots_free(&old);
	k->bytes += (k->room - old.room) * k->stride;
	return true;
}

static uint32_t add(struct keys *k, struct str key)
{
	if (k->n + 1 >= k->n_room) {
		size_t room = k->n_room ? k->n_room + k->n_room / 2 : ROOM_LEAST;

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

struct keys_slot *keys_search(struct keys *k, struct str key, uint64_t hash, bool *added)
{
	uint64_t head = key.n > 8 ? hash : eight_tail(key); /* longer keys are known by their hash */
	struct keys_slot *s;
	bool full = k->n * 10 >= k->room * 7 && !grow(k);

	*added = false;
	for (s = keys_home(k, hash); s->number; s = after(k, s))
		if (s->head == head && s->bytes == key.n &&
		    (key.n <= 8 || str_eq(keys_text(k, s->number), key)))
			return s;
	if (full || (k->most && k->bytes > k->most) || k->n >= KEYS_MOST || k->text.n + key.n > TEXT_MOST)
		return NULL;
	s->head = head;
	s->bytes = (uint32_t)key.n;
	s->number = add(k, key);
	*added = true;
	return s;
}

void keys_slots(const struct keys *k, struct keys_slot **slot)
{
	for (size_t i = 0; i < k->room; i++)
		if (nth(k, i)->number)
			slot[nth(k, i)->number - 1] = nth(k, i);
}

void keys_release(struct keys *k)
{
	struct keys empty = { .beside = k->beside, .most = k->most };

	slots_free(k);
	free(k->at);
	buf_release(&k->text);
	*k = empty;
}
