/* lines - lines of a cache, zeroed, for a table that looks into one at a time. */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

void lines_take(struct lines *l, struct pieces *pieces, size_t n)
{
	size_t parts = (n + LINES_PART - 1) / LINES_PART;

	*l = (struct lines){ .n = n, .part = memory_get(parts, sizeof(*l->part)) };
	for (size_t i = 0; i < parts; i++) {
		struct piece *p = pieces_get(pieces, PIECE_BYTES);
		size_t lines = i + 1 < parts ? LINES_PART : n - i * LINES_PART;

		p->next = l->first;
		l->first = p;
		l->part[i] = p->p;
		memset(p->p, 0, lines * LINES_BYTES);
	}
}

void lines_give(struct lines *l, struct pieces *pieces)
{
	pieces_put_all(pieces, l->first);
	free(l->part);
	*l = (struct lines){ 0 };
}
