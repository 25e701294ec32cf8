/* twins - how many rows repeat an id, from a sample of the ids, so that memory does not grow with the rows.
 * The sample is the ids with the lowest hashes (Cohen and Kaplan 2007, bottom-k), each with all of its rows; the hash is
 * the same in every process, so any order and any number of workers give the same. */
#ifndef SEG_TWINS_H
#define SEG_TWINS_H

#include <stdint.h>

#include "str.h"

#define TWINS_SAMPLE 1024 /* ids */

struct twins {                                           /* zero: empty */
	uint64_t hash[TWINS_SAMPLE], rows[TWINS_SAMPLE]; /* ascending */
	size_t n;
};

void twins_add(struct twins *t, struct str id); /* a missing one repeats none */
void twins_merge(struct twins *t, const struct twins *more);

/* Rows of the sample, and those of them that are not the first of their id. The sample is all ids while n < TWINS_SAMPLE. */
struct twins_found {
	uint64_t rows, repeats;
};
struct twins_found twins_found(const struct twins *t);

#endif
