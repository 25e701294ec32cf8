/* arena - memory that lives and dies together.
 * Floor 1. A zero struct is an empty arena. Nothing returns NULL: without memory the program ends (exit 4).
 * One arena per thread: arenas do not lock. */
#ifndef SEG_ARENA_H
#define SEG_ARENA_H

#include <stddef.h>

#include "memory.h"
#include "str.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* newest first */
	char *at, *end;            /* free part of the newest chunk */
};

/* n items of `size` bytes, zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t n, size_t size);

/* n bytes, neither zeroed nor aligned: for text. */
char *arena_bytes(struct arena *a, size_t n);

/* A copy that ends in NUL (not counted in n), so that .p is also a C string. */
struct str arena_str(struct arena *a, struct str s);

/* A C string made as by printf. */
const char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Gives everything back; the arena is empty and can be used again. */
void arena_release(struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
