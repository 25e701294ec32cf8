/* kmeans - group rows around k centres.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena, scratch memory given back. */
#ifndef SEG_KMEANS_H
#define SEG_KMEANS_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "mat.h"
#include "tiles.h"

#define KMEANS_K_MOST 4096
#define KMEANS_RESTARTS 10
#define KMEANS_MAX_ITER 1000

struct kmeans_options {
	size_t k;
	size_t restarts; /* 0: KMEANS_RESTARTS */
	size_t max_iter; /* of one start; 0: KMEANS_MAX_ITER */
	uint64_t seed;
	bool polish;  /* go on from the best start with swaps and Hartigan's moves: polish.h */
	size_t swaps; /* how many in a row may better nothing; 0: 4 to 100, fewer for more rows */
	const double *weight; /* of each row, above 0; NULL: 1 */
	struct mat start; /* when it has rows: these k centres are the only start, and the seed is not used */
	bool borrow;            /* no copy of x is made: tiles_borrow */
	struct tiles_each each; /* how to run in parallel; the result is the same to the last bit */
};

struct kmeans {
	struct mat centres; /* k rows, in descending order of their coordinates, first coordinate first */
	uint32_t *label; /* of each row: kmeans_assign on these centres */
	uint64_t *count; /* rows of each centre */
	double inertia;  /* weighted sum of squared distances of the rows to their centres */
	size_t restart, iterations; /* the start that won, from 0, and the passes it took */
	bool converged; /* a pass moved no row, so each centre is the mean of its rows; else max_iter ended it */
	size_t distinct; /* different rows seen, counted no further than k */
};

enum kmeans_status {
	KMEANS_DONE,
	KMEANS_FEW_DISTINCT, /* fewer than k different rows: only .distinct is set */
	KMEANS_RANGE /* a value is NaN or beyond +-1e150, whose square may not be summed: nothing is set */
};

const char *kmeans_options_check(const struct kmeans_options *o); /* a sentence, or NULL when fine */

/* Fits k centres to the rows of x (any number; at least one column): greedy k-means++ (plusplus.h), then Lloyd's
 * passes (lloyd.h) until none moves a row, from `restarts` starts; the least inertia wins, of equals the first start. More than 200,000 rows start once, from what
 * the whole search finds among 100,000 of them.
 * A centre may be left without rows where .converged is false. Draws are keyed by (seed, "kmeans", restart). Same rows in the same order and same seed, same bytes. */
enum kmeans_status kmeans_fit(struct kmeans *out, struct arena *a, struct mat x,
                              const struct kmeans_options *o);

/* The same from rows that are laid out already, with their weights and how to run. */
enum kmeans_status kmeans_fit_tiles(struct kmeans *out, struct arena *a, const struct tiles *x,
                                    const struct kmeans_options *o);

/* The nearest and second nearest centre of a row. */
struct kmeans_near {
	size_t label;  /* the lowest index among the nearest */
	double d1, d2; /* squared Euclidean distances; d2 is infinite with one centre */
};

/* The rule that fit and prediction share; squares are added in the order of the columns. */
struct kmeans_near kmeans_assign(struct mat centres, const double *row);

/* How well a row fits its segment: (d2 - d1) / max(d1, d2) of the distances (not squared), the simplified silhouette of
 * Hruschka and others (2004). 1 on the centre or with one centre, 0 midway or when both distances are 0. */
double kmeans_segment_fit(struct kmeans_near near);

/* The same of distances that are not squared. */
static inline double kmeans_margin(double nearest, double next)
{
	return next > 0 ? 1 - nearest / next : 0;
}

#endif
