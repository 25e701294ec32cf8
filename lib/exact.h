/* exact - decimals that add up: money and other amounts as 128-bit integers at scale 10^-9.
 * Floor 1. Sums are the same in any order. Range +-1.7e29; beyond it a verb returns false and changes nothing. */
#ifndef SEG_EXACT_H
#define SEG_EXACT_H

#include "buf.h"

#define EXACT_ONE 1000000000
#define EXACT_TEXT 44 /* bytes that any printed amount fits in */

struct exact {
	__int128 units; /* of 10^-9 */
};

/* [-]digits[.digits], the whole text; digits beyond the ninth decimal must be 0. An exponent (1e-7) is read too. */
bool exact_parse(struct str text, struct exact *out);
bool exact_add(struct exact *sum, struct exact x);
/* a * b, rounded half away from zero when the product has more than nine decimals. */
bool exact_times(struct exact a, struct exact b, struct exact *out);
size_t exact_print(char *out, struct exact x); /* shortest plain form, no NUL; at most EXACT_TEXT bytes */
void exact_put(struct buf *b, struct exact x);
double exact_double(struct exact x); /* nearest double */

/* A sum that is the same in any order, even if it leaves the range on the way. Zero bytes are the empty sum. */
struct exact_sum {
	__int128 units; /* modulo 2^128 */
	int64_t wraps;
};

void exact_sum_add(struct exact_sum *sum, struct exact x);
void exact_sum_merge(struct exact_sum *sum, const struct exact_sum *other);
bool exact_sum_result(const struct exact_sum *sum, struct exact *out); /* false: out of range */

/* A sum modulo 2^128: the same in any order, for those of which it is known, or found out later, that they are in range. */
static inline __int128 exact_wrap(__int128 a, __int128 b)
{
	return (__int128)((unsigned __int128)a + (unsigned __int128)b);
}

static inline struct exact exact_of(int64_t whole)
{
	return (struct exact){ (__int128)whole * EXACT_ONE };
}

#endif
