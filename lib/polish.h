/* polish - better partitions than the passes of k-means find alone.
 * Floor 2. Both take centres at rest (lloyd_run was true) and leave centres at rest, never with a larger inertia;
 * how many changes they made is returned. The same bytes for any number of threads. */
#ifndef SEG_POLISH_H
#define SEG_POLISH_H

#include "lloyd.h"
#include "rng.h"

/* Moves single rows while that lowers the sum of squares, in the order of rows: Hartigan (1975), section 4.4. What no
 * such move can better, no pass can: every optimum of it is one of lloyd_run, but not the other way round. */
size_t polish_hartigan(struct lloyd *t, size_t max_iter);

/* Takes the centre that is missed least to a row far from all, passes, and keeps what is better: the swap of Fränti
 * (2018), with the row drawn as by k-means++ and the centre found by what its rows would cost elsewhere. Ends after
 * `tries` swaps in a row that bettered nothing. */
size_t polish_swap(struct lloyd *t, size_t tries, size_t max_iter, struct rng r);

#endif
