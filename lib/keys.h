/* keys - a table of keys, numbered in the order they come, each with a few bytes beside it.
 * Floor 1. Keys are copied. Short ones are told apart without leaving the table. A zero struct with `beside` set is an
 * empty table. */
#ifndef SEG_KEYS_H
#define SEG_KEYS_H

#include "buf.h"
#include "eight.h"

struct keys {
	size_t beside; /* bytes beside each key: a multiple of 16 */
	char *slot;
	size_t room, stride; /* slots, and bytes of each */
	size_t pages;        /* bytes of whole pages that they are in, if they are */
	struct buf text;     /* the keys, one after the other */
	uint32_t *at;        /* where each begins, and one more */
	size_t n, n_room;
	size_t bytes; /* of all this */
	size_t most;  /* bytes, beyond which no key is added; 0: no such bound */
};

struct keys_slot {
	uint64_t head;
	uint32_t bytes;  /* of the key */
	uint32_t number; /* from 1; 0: free */
	char beside[];
};

static inline struct str keys_text(const struct keys *k, size_t number)
{
	return (struct str){ k->text.p + k->at[number - 1], k->at[number] - k->at[number - 1] };
}

/* The slots choose by the high bits of the hash, map_hash(key); who has several tables chooses by the low ones. */
static inline struct keys_slot *keys_home(const struct keys *k, uint64_t hash)
{
	return (struct keys_slot *)(k->slot +
	                            (size_t)((unsigned __int128)hash * k->room >> 64) * k->stride);
}

/* Asks for the memory that keys_slot will touch. */
static inline void keys_expect(const struct keys *k, uint64_t hash)
{
	__builtin_prefetch(keys_home(k, hash), 1);
}

/* As keys_slot, when it is not a short key in its own place. */
struct keys_slot *keys_search(struct keys *k, struct str key, uint64_t hash, bool *added);

/* Finds the key, or adds it; *added says which. NULL when there is no room for it. The slot is good until a key is added. */
static inline struct keys_slot *keys_slot(struct keys *k, struct str key, uint64_t hash, bool *added)
{
	struct keys_slot *s = keys_home(k, hash);

	if (!k->room || key.n > 8 || !s->number || s->head != eight_tail(key) || s->bytes != key.n)
		return keys_search(k, key, hash, added);
	*added = false;
	return s;
}

/* The slots of keys number 1, 2, 3 … in an array of n. */
void keys_slots(const struct keys *k, struct keys_slot **slot);

void keys_release(struct keys *k); /* leaves an empty table */

#endif
