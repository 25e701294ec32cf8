/* levels - the values that a text column may have, as codes.
 * Floor 2. Names are cells, in escaped form; the empty one is a missing value. Owns nothing. */
#ifndef SEG_LEVELS_H
#define SEG_LEVELS_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define LEVELS_SHARE 100 /* a value in fewer than one row of so many is among the others */

struct levels {
	struct str *name; /* code 0 is the most frequent, of equals the first in byte order */
	uint64_t *rows;   /* of each */
	size_t n;
};

/* The code of a value; n for all others. */
static inline size_t levels_code(const struct levels *l, struct str value)
{
	size_t code = 0;

	while (code < l->n && !str_eq(l->name[code], value))
		code++;
	return code;
}

#endif
