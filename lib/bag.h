/* bag - records by key: thrown in as they come, taken out key by key.
 * Floor 1. Records are bytes in a log, which is sorted once, at the end; or, in a bag that folds, of one size, and each
 * is added to what its key has. A zero struct with keys.pieces set (and fold, fold_size) is an empty bag. */
#ifndef SEG_BAG_H
#define SEG_BAG_H

#include "keys.h"
#include "pieces.h"

struct bag {
	void (*fold)(void *to, const void *record); /* NULL: a log. Both are aligned to 16 bytes */
	size_t fold_size; /* bytes of a record that is folded: a multiple of 16 */
	struct keys keys;
	struct piece *first, *last; /* of the log, or of what keys have */
	char **part;                /* what they have, by number: each of 1 << bits states */
	size_t states, parts, bits;
	size_t log_bytes;
};

/* For bag_key and bag_add. */
void bag_more_states(struct bag *b);
void bag_log(struct bag *b, uint32_t key, struct str record);

/* What the key has. */
static inline char *bag_state(const struct bag *b, uint32_t key)
{
	size_t i = key - 1;

	return b->part[i >> b->bits] + (i & (((size_t)1 << b->bits) - 1)) * b->fold_size;
}

/* The number of a key, from 1, for bag_add: good until the bag is emptied. The hash is map_hash(key); who has several
 * bags chooses among them by its low bits. 0: a bag that folds, with keys.most set, has no room for another key. */
static inline uint32_t bag_key(struct bag *b, struct str key, uint64_t hash)
{
	uint32_t number = keys_number(&b->keys, key, hash);

	if (b->fold && number) {
		if ((number - 1) >> b->bits >= b->parts)
			bag_more_states(b);
		__builtin_prefetch(bag_state(b, number), 1);
	}
	return number;
}

/* Adds a record; the first ones of new keys in the order of their numbers. */
static inline void bag_add(struct bag *b, uint32_t key, struct str record)
{
	if (!b->fold) {
		bag_log(b, key, record);
	} else if (key <= b->states) {
		b->fold(bag_state(b, key), record.p);
	} else {
		memcpy(bag_state(b, key), record.p, b->fold_size);
		b->states = key;
	}
}

/* Of keys, and of log or what keys have: about what the bag takes. */
static inline size_t bag_bytes(const struct bag *b)
{
	return b->keys.bytes + b->log_bytes;
}

/* What bag_key will look at first: to be asked for in advance. */
static inline const void *bag_place(const struct bag *b, uint64_t hash)
{
	return keys_place(&b->keys, hash);
}

/* Empties the bag: `take` gets every key, in byte order, with its records one after the other, or what they came to. */
void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to);

#endif
