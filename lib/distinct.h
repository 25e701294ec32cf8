/* distinct - numbers by their place among the different ones: small keys that sort fast and are read back.
 * Floor 2. Values are finite; -0 counts as 0. Same values in any order, same places. */
#ifndef SEG_DISTINCT_H
#define SEG_DISTINCT_H

#include <stdint.h>

#include "arena.h"

struct distinct {
	double *value; /* in ascending order, in the arena */
	size_t n;
	unsigned bits; /* that hold any place */
};

/* Finds the different ones of n values and gives the place of each: value[place[i]] == v[i]. n < 2^31. */
void distinct_make(struct distinct *out, struct arena *a, const double *v, size_t n, uint32_t *place);

/* Sorts keys of so many bits in ascending order, such as up to four places beside each other; spare has room for n as well. */
void distinct_sort(unsigned __int128 *key, unsigned __int128 *spare, size_t n, unsigned bits);

#endif
