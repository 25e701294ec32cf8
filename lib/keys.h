/* keys - a table of keys, numbered in the order they come.
 * Floor 1. Keys are copied. A zero struct with `pieces` set is an empty table. */
#ifndef SEG_KEYS_H
#define SEG_KEYS_H

#include "buf.h"
#include "eight.h"
#include "lines.h"

#define KEYS_LONG                                                                                  \
	9 /* bytes, from which on a key is told apart by its text; shorter ones by their slot */

struct keys_slot {
	uint64_t head; /* the bytes of a short key; the hash of a longer one */
	uint32_t tag; /* 24 bits of the hash, which say where the key belongs, and bytes of a short key or KEYS_LONG */
	uint32_t number; /* from 1; 0: free */
};

#define KEYS_LINE (LINES_BYTES / sizeof(struct keys_slot)) /* slots of a line */

struct keys {
	struct pieces *pieces; /* where lines take their memory from */
	struct lines lines;    /* of slots */
	struct buf text;       /* the keys, one after the other */
	uint32_t *at;          /* where each begins, and one more */
	size_t n, n_room;
	size_t bytes; /* of all this */
};

struct str keys_text(const struct keys *k, size_t number); /* good until a key is added */

/* Who has several tables chooses among them by the low bits of the hash, map_hash(key); the high ones are the table's. */
static inline uint32_t keys_tag(struct str key, uint64_t hash)
{
	return (uint32_t)(hash >> 40) << 8 | (key.n < KEYS_LONG ? (uint32_t)key.n : KEYS_LONG);
}

/* The line where a key is looked for first. */
static inline size_t keys_home(const struct keys *k, uint32_t tag)
{
	return (size_t)((tag >> 8) * (uint64_t)k->lines.n >> 24);
}

/* What keys_number will look at first: to be asked for in advance. */
static inline const void *keys_place(const struct keys *k, uint64_t hash)
{
	return k->lines.n ? lines_at(&k->lines, keys_home(k, (uint32_t)(hash >> 40) << 8)) : NULL;
}

/* The number of the key, which is added when it is new; 0: there is no room for it. The second has a quick look first. */
uint32_t keys_search(struct keys *k, struct str key, uint64_t hash);
static inline uint32_t keys_number(struct keys *k, struct str key, uint64_t hash)
{
	if (k->lines.n && key.n < KEYS_LONG) {
		uint32_t tag = keys_tag(key, hash);
		const struct keys_slot *s = lines_at(&k->lines, keys_home(k, tag));
		uint64_t head = eight_tail(key);
		size_t at = 0;

		for (size_t i = 1; i < KEYS_LINE; i++) /* all of them: no branch depends on where it is */
			at |= (size_t)(s[i].head == head) * i;
		if (s[at].head == head && s[at].tag == tag && s[at].number)
			return s[at].number;
	}
	return keys_search(k, key, hash);
}

void keys_release(struct keys *k); /* leaves an empty table */

#endif
