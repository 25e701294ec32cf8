/* bag - records by key: thrown in as they come, taken out key by key.
 * Floor 1. Records are bytes in a log, which is sorted once, at the end. A zero struct with keys.pieces set is an empty
 * bag. */
#ifndef SEG_BAG_H
#define SEG_BAG_H

#include "keys.h"
#include "pieces.h"

struct bag {
	struct keys keys;
	struct piece *first, *last; /* of the log */
	size_t log_bytes;
};

/* The number of a key, from 1, for bag_add: good until the bag is emptied. The hash is map_hash(key); who has several
 * bags chooses among them by its low bits. 0: there is no room for another key. */
static inline uint32_t bag_key(struct bag *b, struct str key, uint64_t hash)
{
	return keys_number(&b->keys, key, hash);
}

/* Adds a record. */
void bag_add(struct bag *b, uint32_t key, struct str record);

/* Of keys and of log: about what the bag takes. */
static inline size_t bag_bytes(const struct bag *b)
{
	return b->keys.bytes + b->log_bytes;
}

/* What bag_key will look at first: to be asked for in advance. */
static inline const void *bag_place(const struct bag *b, uint64_t hash)
{
	return keys_place(&b->keys, hash);
}

/* Empties the bag: `take` gets every key, in byte order, with its records one after the other. */
void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to);

#endif
