/* names - what people call the segments: a table with the columns segment and name, as seg-cluster writes it.
 * Floor 3. */
#ifndef SEG_NAMES_H
#define SEG_NAMES_H

#include "arena.h"

struct names {
	const char *file;
	struct str *from, *to; /* cells */
	size_t *line;          /* where each stands */
	size_t n;
};

/* A file that cannot be used ends the program. An empty name leaves the segment its own. */
void names_read(struct names *n, struct arena *keep, const char *path);

/* The name, or the cell itself; `n` may be NULL. */
struct str names_of(const struct names *n, struct str cell);

/* Says which names are of no segment, by their first or their new name. */
void names_check(const struct names *n, const struct str *segment, size_t segments);

#endif
