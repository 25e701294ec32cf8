/* resample - some rows of a matrix, drawn at random, in their old order.
 * Floor 2. Everything comes from the caller's arena. */
#ifndef SEG_RESAMPLE_H
#define SEG_RESAMPLE_H

#include <stdint.h>

#include "arena.h"
#include "mat.h"
#include "rng.h"

struct resample {
	size_t *row; /* ascending */
	size_t n;
};

/* `most` of n rows, each set of them as likely (Knuth, volume 2, algorithm 3.4.2S); all when there are no more. */
struct resample resample_some(struct arena *a, size_t n, size_t most, struct rng *r);

/* The rows that n draws with replacement hit, each once. */
struct resample resample_boot(struct arena *a, size_t n, struct rng *r);

/* Half of the rows of x, drawn at random, and the others. */
void resample_halve(struct arena *a, struct mat x, struct rng *r, struct mat half[2]);

struct mat resample_rows(struct arena *a, struct mat x, struct resample s);

#endif
