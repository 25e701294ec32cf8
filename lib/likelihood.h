/* likelihood - what rows with a yes or no say of their weighted sums.
 * Floor 2. GRAM_ROWS rows at a time; same bytes for every width of register. With p = 1 / (1 + e^-u), McCullagh and
 * Nelder, Generalized Linear Models (1989), 4.4. */
#ifndef SEG_LIKELIHOOD_H
#define SEG_LIKELIHOOD_H

#include "gram.h"

struct likelihood {
	double value[GRAM_ROWS]; /* w log p of a yes, w log(1 - p) of a no */
	double slope[GRAM_ROWS]; /* its derivative by u: w (y - p) */
	double curve[GRAM_ROWS]; /* and the next one with its sign turned: w p (1 - p) */
};

/* u: log odds; y: 1 or 0; w: weights, of which 0 leaves a row out: it says 0. Returns the least p (1 - p) of a row that
 * is not left out, 1 when all are. */
double likelihood_of(struct likelihood *out, const double *u, const double *y, const double *w);

#endif
