/* draws - random numbers of the distributions that simulations need, from a stream of rng.h.
 * Floor 2. How many numbers of the stream a draw takes depends on what it finds there: give each customer a stream. */
#ifndef SEG_DRAWS_H
#define SEG_DRAWS_H

#include <stddef.h>

#include "rng.h"

double draws_exponential(struct rng *r);         /* mean 1 */
double draws_gamma(struct rng *r, double shape); /* scale 1, shape > 0: Marsaglia and Tsang (2000) */
double draws_beta(struct rng *r, double a, double b);

/* Mean 1: as good as counts of a bootstrap sample (Hanley and MacGibbon 2006). */
double draws_poisson(struct rng *r);

/* How many of n have it, each with the chance p: by the middle one of n sorted uniform numbers, which is beta (Devroye
 * 1986, chapter X.4), until few are left. */
uint64_t draws_binomial(struct rng *r, uint64_t n, double p);

/* As many draws as the counts hold, spread over the same cells with their shares as chances. */
void draws_anew(struct rng *r, uint64_t *drawn, const uint64_t *count, size_t n);

#endif
