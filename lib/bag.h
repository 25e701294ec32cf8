/* bag - records by key: thrown in as they come, taken out key by key.
 * Floor 1. Records are bytes in a log, which is sorted once, at the end; or, in a bag that folds, of one size, and each
 * is added to what its key has. A zero struct with `pieces` set (and fold, fold_size) is an empty bag. */
#ifndef SEG_BAG_H
#define SEG_BAG_H

#include "keys.h"
#include "pieces.h"

struct bag {
	struct pieces *pieces;                      /* where the log takes its memory from */
	void (*fold)(void *to, const void *record); /* NULL: a log. Both are aligned to 8 bytes */
	size_t fold_size;                           /* bytes of a record that is folded */
	struct keys keys;
	struct piece *first, *last; /* of the log */
	size_t bytes;               /* of keys and log: about what the bag takes */
};

/* The hash is map_hash(key); who has several bags chooses among them by its low bits. False: a bag that folds, with
 * keys.most set, has no room for another key, and the record was not added. */
bool bag_add(struct bag *b, struct str key, uint64_t hash, struct str record);

/* Asks for the memory that adding a key of this hash will touch. */
void bag_expect(const struct bag *b, uint64_t hash);

/* Empties the bag: `take` gets every key, in byte order, with its records one after the other, or what they came to. */
void bag_empty(struct bag *b, void (*take)(void *to, struct str key, struct str records), void *to);

#endif
