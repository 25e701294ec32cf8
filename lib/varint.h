/* varint - whole numbers as one to ten bytes, the low seven bits first.
 * Floor 0. Small numbers take few bytes, and the bytes tell where they end. */
#ifndef SEG_VARINT_H
#define SEG_VARINT_H

#include <stdint.h>

#define VARINT_MOST 10 /* bytes */

/* Returns where the next byte goes. */
static inline char *varint_put(char *p, uint64_t x)
{
	for (; x > 127; x >>= 7)
		*p++ = (char)(x | 128);
	*p++ = (char)x;
	return p;
}

/* Takes a number off *p. */
static inline uint64_t varint_take(const char **p)
{
	uint64_t x = (unsigned char)*(*p)++;

	if (x < 128)
		return x;
	x &= 127;
	for (unsigned shift = 7;; shift += 7) {
		uint64_t c = (unsigned char)*(*p)++;

		x |= (c & 127) << shift;
		if (c < 128)
			return x;
	}
}

#endif
