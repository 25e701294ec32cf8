/* tenths - whether chances mean what they say: ten equal groups by chance, and what came of them.
 * Floor 2. Arrays in, numbers out. Nothing depends on the order of the rows: equal chances are never parted, so groups
 * may be fewer and unequal. */
#ifndef SEG_TENTHS_H
#define SEG_TENTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TENTHS 10

struct tenth {
	uint64_t n, hits;
	double expected; /* mean chance */
};

struct tenths {
	struct tenth of[TENTHS], all; /* the lowest chances first */
	size_t n;
};

/* n rows with a chance in [0, 1] and whether it came true. */
void tenths_fit(struct tenths *out, const double *chance, const bool *hit, size_t n);

#endif
