/* bag - records by key: thrown in as they come, taken out key by key.
 * Floor 1. Records are bytes in a log, which is sorted once, at the end. A zero struct is an empty bag. */
#ifndef SEG_BAG_H
#define SEG_BAG_H

#include "buf.h"

struct bag {
	struct bag_slot *slot;
	size_t room;      /* slots: a power of two */
	struct buf keys;  /* one after the other */
	size_t *key_at;   /* where each begins, and one more */
	size_t n, n_room; /* keys */
	struct bag_chunk *first, *last;
	size_t bytes; /* of slots, keys and log: about what the bag takes */
};

/* The hash is map_hash(key); who has several bags chooses among them by its low bits. */
#define BAG_HASH_BITS 6
void bag_add(struct bag *b, struct str key, uint64_t hash, struct str record);

/* Asks for the memory that adding a key of this hash will touch. */
void bag_expect(const struct bag *b, uint64_t hash);

/* Empties the bag: `take` gets every key, in byte order, with its records one after the other. */
void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to);

#endif
