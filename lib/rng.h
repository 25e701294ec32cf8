/* rng - random draws that belong to a name, not to a moment.
 * Floor 0. A stream is keyed by (seed, purpose, index), so that what one part draws never depends on what others
 * drew, on threads or on the order of rows. The streams are part of the contract: they never change. */
#ifndef SEG_RNG_H
#define SEG_RNG_H

#include <stdint.h>

struct rng {
	uint64_t s[4];
};

/* xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64 from the key. `purpose` is a short word. */
struct rng rng_stream(uint64_t seed, const char *purpose, uint64_t index);

uint64_t rng_next(struct rng *r);
double rng_unit(struct rng *r);                /* in [0, 1), 53 bits */
uint64_t rng_below(struct rng *r, uint64_t n); /* in [0, n), unbiased (Lemire, 2019); n >= 1 */
double rng_normal(struct rng *r);              /* standard normal by inversion: one draw each */

#endif
