/* words - the different words of a column, and how often each is there.
 * Floor 2. Names are borrowed from the text. */
#ifndef SEG_WORDS_H
#define SEG_WORDS_H

#include <stdbool.h>

#include "map.h"

struct words {
	struct map map;
	struct str *name;
	uint64_t *count;
	size_t *order; /* by byte */
	size_t n, room;
};

/* Of the texts in use; `w` is zero before. */
void words_count(struct words *w, const struct str *text, const bool *use, size_t n);

/* The least count, `least` or more, that no more than `most` words have. */
uint64_t words_fewest(const struct words *w, uint64_t least, size_t most);

void words_release(struct words *w);

#endif
