/* memory - from the system, or the end of the program.
 * Floor 1. Nothing returns NULL: without memory the program ends (exit 4). */
#ifndef SEG_MEMORY_H
#define SEG_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* n * size, when that is a size at all. */
size_t memory_bytes(size_t n, size_t size);

/* malloc and realloc that end the program (exit 4) instead of returning NULL, with n * size checked. */
void *memory_get(size_t n, size_t size);
void *memory_resize(void *old, size_t n, size_t size);
void *memory_zero(size_t n, size_t size); /* zeroed */

/* Zeroed whole pages for memory that is used here and there, which go back to the system: large ones when bytes is a
 * multiple of MEMORY_PAGE. */
#define MEMORY_PAGE ((size_t)2 << 20)
void *memory_pages(size_t bytes);
void memory_pages_free(void *p, size_t bytes);

/* Gives whole pages back to the system for as long as nobody writes to them; what was there is gone. */
void memory_pages_rest(void *p, size_t bytes);

/* Says that this memory will be used here and there: the system may give large pages to it. The second is memory_get
 * with that, for what will be filled whole. */
void memory_scattered(void *p, size_t bytes);
void *memory_large(size_t n, size_t size);

/* Whether the system would give so much: for what can be done without, in room for rows that may never come. */
bool memory_is_there(size_t n, size_t size);

#endif
