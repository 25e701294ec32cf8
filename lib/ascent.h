/* ascent - a mixture from several starts, of which the best is followed to the top.
 * Floor 2. Arrays in, numbers out; memory from the caller's arena, scratch memory given back. */
#ifndef SEG_ASCENT_H
#define SEG_ASCENT_H

#include "mixture.h"

#define ASCENT_ROWS 5000 /* that the starts are tried on */
#define ASCENT_TREE 2000 /* and that the tree is made of */

struct ascent_options {
	const struct family *family;
	size_t k, restarts;
	uint64_t seed;
	struct mat start; /* when it has rows: these k middles are the only start, and the seed is not used */
	double gain; /* as of mixture.h */
};

/* Starts from the middles of k-means, from those of Ward's tree (as mclust does: Fraley and Raftery, 2002), and from
 * `restarts` draws of greedy k-means++; each climbs some way on some of the rows (emEM of Biernacki, Celeux and
 * Govaert, 2003), and the one with the best icl goes on with all (the
 * largest likelihood may be that of a component on a few rows), of equals the first; a singular one only for lack of
 * others. Draws are keyed by (seed, "mixture"). False
 * when there are fewer than k different rows among some, or as mixture_fit. */
bool ascent_fit(struct mixture_fit *out, struct arena *a, const struct tiles *x,
                const struct ascent_options *o);

#endif
