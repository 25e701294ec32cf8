/* keys - a table of keys, numbered in the order they come. */
#include "keys.h"

#include <stdlib.h>

#include "diag.h"
#include "map.h"
#include "memory.h"

#define ROOM_LEAST 64
#define LARGE (MEMORY_PAGE / 4) /* bytes of slots, beyond which they fill whole pages */

static size_t stride(const struct keys *k)
{
	return sizeof(struct keys_slot) + k->beside;
}

static struct keys_slot *nth(const struct keys *k, size_t i)
{
	return (struct keys_slot *)(k->slot + i * stride(k));
}

static size_t home(const struct keys *k, uint64_t hash)
{
	return (size_t)((unsigned __int128)hash * k->room >> 64);
}

static size_t after(const struct keys *k, size_t i)
{
	return i + 1 == k->room ? 0 : i + 1;
}

/* Up to eight bytes are the head themselves, two reads that may overlap; longer keys are known by their hash. */
static uint64_t head_of(struct str key, uint64_t hash)
{
	uint64_t head = 0;
	uint32_t low, high;

	if (key.n > 8)
		return hash;
	if (key.n == 8) {
		memcpy(&head, key.p, 8);
	} else if (key.n >= 4) {
		memcpy(&low, key.p, 4);
		memcpy(&high, key.p + key.n - 4, 4);
		head = (uint64_t)high << 32 | low;
	} else {
		for (size_t i = 0; i < key.n; i++)
			head = head << 8 | (unsigned char)key.p[i];
	}
	return head;
}

static void slots_free(const struct keys *k)
{
	size_t bytes = k->room * stride(k);

	if (bytes > LARGE && !k->most)
		memory_pages_free(k->slot, (bytes + MEMORY_PAGE - 1) / MEMORY_PAGE * MEMORY_PAGE);
	else
		free(k->slot);
}

/* Slots for more keys: false when the bound has no room for more. A bounded table soon takes all it may: what smaller
 * ones leave behind fits nobody. */
static bool more_room(const struct keys *k, size_t *room)
{
	size_t most = k->most / 8 * 7 / stride(k);

	*room = k->room ? 2 * k->room : ROOM_LEAST;
	if (k->most && *room > most / 8 && most > ROOM_LEAST)
		*room = most;
	return *room > k->room;
}

static bool grow(struct keys *k)
{
	struct keys old = *k;
	size_t bytes;

	if (!more_room(&old, &k->room))
		return k->room = old.room, false;
	bytes = memory_bytes(k->room, stride(k));
	if (bytes > LARGE && !k->most) {
		bytes = (bytes + MEMORY_PAGE - 1) / MEMORY_PAGE * MEMORY_PAGE;
		k->room = bytes / stride(k);
		k->slot = memory_pages(bytes);
	} else {
		k->slot = memory_zero(k->room, stride(k));
	}
	for (size_t i = 0; i < old.room; i++) {
		const struct keys_slot *s = nth(&old, i);
		size_t at;

		if (!s->number)
			continue;
		at = home(k, s->bytes > 8 ? s->head : map_hash(keys_text(k, s->number)));
		while (nth(k, at)->number)
			at = after(k, at);
		memcpy(nth(k, at), s, stride(k));
	}
	slots_free(&old);
	k->bytes += (k->room - old.room) * stride(k);
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
	if (k->n >= UINT32_MAX / 2 || k->text.n + key.n > UINT32_MAX)
		die(STATUS_SYSTEM, "too many different keys (%zu)", k->n);
	k->at[k->n] = (uint32_t)k->text.n;
	buf_str(&k->text, key);
	k->at[++k->n] = (uint32_t)k->text.n;
	k->bytes += key.n;
	return (uint32_t)k->n;
}

struct keys_slot *keys_slot(struct keys *k, struct str key, uint64_t hash, bool *added)
{
	uint64_t head = head_of(key, hash);
	struct keys_slot *s;
	bool full = k->n * 10 >= k->room * 7 && !grow(k);

	*added = false;
	for (size_t i = home(k, hash); (s = nth(k, i))->number; i = after(k, i))
		if (s->head == head && s->bytes == key.n &&
		    (key.n <= 8 || str_eq(keys_text(k, s->number), key)))
			return s;
	if (full || (k->most && k->bytes > k->most))
		return NULL;
	s->head = head;
	s->bytes = (uint32_t)key.n;
	s->number = add(k, key);
	*added = true;
	return s;
}

void keys_expect(const struct keys *k, uint64_t hash)
{
	const char *slot = (const char *)nth(k, home(k, hash));

	if (!k->room)
		return;
	__builtin_prefetch(slot, 1);
	if (k->beside)
		__builtin_prefetch(slot + stride(k) - 1, 1);
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
