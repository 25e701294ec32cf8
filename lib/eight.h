/* eight - bytes of a text as one number.
 * Floor 0. */
#ifndef SEG_EIGHT_H
#define SEG_EIGHT_H

#include <stdint.h>

#include "str.h"

/* Eight bytes, the first one lowest. */
static inline uint64_t eight_load(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	return x;
}

static inline void eight_store(char *p, uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	memcpy(p, &x, sizeof(x));
}

/* The byte c eight times. */
static inline uint64_t eight_of(char c)
{
	return UINT64_C(0x0101010101010101) * (unsigned char)c;
}

/* The highest bit of each of the eight bytes that is c. */
static inline uint64_t eight_same(uint64_t x, char c)
{
	uint64_t other = x ^ eight_of(c);

	return ~(((other & eight_of(0x7F)) + eight_of(0x7F)) | other) & eight_of('\x80');
}

/* All bytes of a text of at most eight, the last one highest, zeros below: two reads that may overlap. */
static inline uint64_t eight_tail(struct str s)
{
	uint64_t x = 0;

	if (s.n == 8)
		return eight_load(s.p);
	if (s.n >= 4) {
		uint32_t low, high;

		memcpy(&low, s.p, sizeof(low));
		memcpy(&high, s.p + s.n - 4, sizeof(high));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		low = __builtin_bswap32(low);
		high = __builtin_bswap32(high);
#endif
		return (uint64_t)high << 32 | (uint64_t)low << (64 - 8 * s.n);
	}
	for (size_t i = 0; i < s.n; i++)
		x = x >> 8 | (uint64_t)(unsigned char)s.p[i] << 56;
	return x;
}

/* The first eight bytes, the first one highest, zeros behind: in the order of texts. */
static inline uint64_t eight_head(struct str s)
{
	if (s.n >= 8)
		return __builtin_bswap64(eight_load(s.p));
	return s.n ? __builtin_bswap64(eight_tail(s) >> (64 - 8 * s.n)) : 0;
}

#endif
