/* logit - logistic regression: the chance of a yes as a weighted sum on the scale of log odds.
 * Floor 2. Arrays in, numbers out; same rows in the same order, same bytes for any threads. */
#ifndef SEG_LOGIT_H
#define SEG_LOGIT_H

#include "arena.h"
#include "gram.h"
#include "tiles.h"

#define LOGIT_MOST 1000 /* columns */

/* A weak prior: effects of standard deviation 2.5 for one of the column (Gelman and others 2008). A stronger ridge helps
 * what is foretold, but errors that counted on it would be sure of what it alone says. */
#define LOGIT_WEAK 0.16

struct logit_rows {
	struct gram_rows x; /* columns with mean 0 and standard deviation 1; finite past the last row */
	const double *y;      /* 0 or 1 */
	const double *weight; /* of each row; 0: left out, whatever its y; NULL: 1 */
	size_t n;
	double ridge; /* penalty ridge / 2 * sum of squares, not of the intercept; NaN: from the rows */
	double lasso; /* penalty lasso * sum of sizes, not of the intercept */
	struct tiles_each each;
};

struct logit {
	size_t p;
	double *beta; /* [0] the intercept, then one a column; 0 where dropped */
	double *error; /* standard errors, from the curvature there with a ridge of LOGIT_WEAK at most; NaN where
	               * dropped, or where others that the lasso keeps make a column up */
	double ridge; /* as given, or the one that makes the rows likeliest */
	double effective; /* parameters that the rows speak for, intercept left out: p without a ridge */
	double log_likelihood; /* without the penalty */
	double gradient;       /* largest part at the end, for the mean row */
	size_t iterations;
	bool converged;
	bool separated; /* some rows are foretold with certainty and nothing holds the coefficients */
};

/* Newton's method with halved steps. Without a ridge a column that others make up is dropped, of several the later one.
 * A ridge from the rows is MacKay's (1992) fixed point, ridge = effective / sum of squares, by Laplace's approximation:
 * nearly none where the rows say much, a strong one where they say little. With a lasso each step goes to the lowest
 * point of its parabola by coordinate descent (Friedman, Hastie and Tibshirani 2010); columns that it leaves at 0 are
 * dropped, and errors are those of the others as if they had been chosen beforehand. Memory from the arena. */
void logit_fit(struct logit *out, struct arena *a, const struct logit_rows *rows);

#endif
