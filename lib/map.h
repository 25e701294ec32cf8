/* map - from keys to numbers.
 * Floor 1. Keys are numbered 0, 1, 2 … in the order they are added, so that no order ever comes from the hash. The
 * hash is seeded anew in every process (crafted keys cannot collide on purpose) and must never show in any output.
 * Keys are borrowed: whoever adds one keeps its bytes alive (arena_str) as long as the map. */
#ifndef SEG_MAP_H
#define SEG_MAP_H

#include <stdint.h>

#include "str.h"

struct map {
	struct map_slot *slot;
	size_t n, room; /* room is a power of two */
};

#define MAP_NONE SIZE_MAX

/* A hash of the key with this process's secret. */
uint64_t map_hash(struct str key);

/* The number of the key, or MAP_NONE. */
size_t map_find(const struct map *m, struct str key, uint64_t hash);

/* Adds a key that is not there; its number is the count of keys before it. */
size_t map_add(struct map *m, struct str key, uint64_t hash);

void map_release(struct map *m);

#endif
