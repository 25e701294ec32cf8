/* sieve - which numbers are not above the limit of their kind.
 * Floor 2. As many at a time as the registers of this processor hold. */
#ifndef SEG_SIEVE_H
#define SEG_SIEVE_H

#include <stddef.h>
#include <stdint.h>

/* Fills out with each i below n (at most 65536), ascending, for which value[i] > limit[kind[i]] does not hold; there are
 * `kinds` limits. Returns how many. */
size_t sieve(const float *value, const uint32_t *kind, size_t n, const float *limit, size_t kinds,
             uint16_t *out);

#endif
