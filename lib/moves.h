/* moves - who was in which segment before, and is in which one now.
 * Floor 4. Joins two frames by customer; counts, and knows no page. A customer who is twice in a frame ends the program
 * (exit 3). */
#ifndef SEG_MOVES_H
#define SEG_MOVES_H

#include "frame.h"

struct moves_columns {
	size_t id, segment;
};

/* Counts, row-major: rows are segments before and, last, customers who were not there; columns are segments now and,
 * last, those who are gone. Names are cells of the frames, in byte order; the empty name is no segment. */
struct moves {
	struct str *from, *to;
	size_t froms, tos;
	uint64_t *count; /* (froms + 1) x (tos + 1) */
};

static inline uint64_t moves_at(const struct moves *m, size_t from, size_t to)
{
	return m->count[from * (m->tos + 1) + to];
}

void moves_take(struct moves *m, struct arena *keep, const struct frame *before,
                struct moves_columns b, const struct frame *now, struct moves_columns n);

#endif
