/* lines - lines of a cache, zeroed, for a table that looks into one at a time.
 * Floor 1. They stand in pieces: a table that grows takes what others gave back, and asks the system for nothing. */
#ifndef SEG_LINES_H
#define SEG_LINES_H

#include "pieces.h"

#define LINES_BYTES 64
#define LINES_PART (PIECE_BYTES / LINES_BYTES) /* that stand together */

struct lines {
	size_t n;
	char **part;
	struct piece *first; /* all of them */
};

void lines_take(struct lines *l, struct pieces *pieces, size_t n);
void lines_give(struct lines *l, struct pieces *pieces); /* leaves none */

static inline void *lines_at(const struct lines *l, size_t i)
{
	return l->part[i / LINES_PART] + i % LINES_PART * LINES_BYTES;
}

#endif
