/* crew - threads that stand ready for parallel loops.
 * Floor 1. What a loop's body may touch is its own index's part and constants. */
#ifndef SEG_CREW_H
#define SEG_CREW_H

#include <stddef.h>

struct crew;

struct crew *crew_open(size_t threads);
/* fn(arg, i) for every i below n, each once, in no order; returns when all are done. Not to be nested. A struct crew; void
 * so that it can stand in a struct tiles_each. */
void crew_each(void *crew, size_t n, void (*fn)(void *arg, size_t i), void *arg);
size_t crew_size(const struct crew *c);
void crew_close(struct crew *c);

#endif
