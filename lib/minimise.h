/* minimise - the lowest point of a smooth function of a few numbers.
 * Floor 2. The function brings its gradient; same function, same bytes. Nothing random, nothing kept. */
#ifndef SEG_MINIMISE_H
#define SEG_MINIMISE_H

#include <stdbool.h>
#include <stddef.h>

#define MINIMISE_MOST 8

struct minimise {
	size_t n; /* numbers, at most MINIMISE_MOST */
	/* The value at x and its gradient; anything but finite where it is undefined. */
	double (*at)(void *arg, const double *x, double *gradient);
	void *arg;
	double small; /* converged: no part of the gradient is larger */
	bool near; /* x is near the end, and hessian on entry is that of nearby: Newton's steps from the start */
};

struct minimise_result {
	double value;
	double gradient;    /* its largest part */
	size_t evaluations; /* of the function, those for the Hessian included */
	bool converged;
};

/* From x to the lowest point that BFGS with a backtracking search (Nocedal and Wright 2006, algorithm 6.1) and a finish
 * of Newton steps reach; x becomes that point. hessian (n x n, row-major) is that of the end, from central differences
 * of the gradient. When no point nearby is defined, converged is false and the value NaN. */
struct minimise_result minimise_run(const struct minimise *m, double *x, double *hessian);

/* The inverse of a symmetric positive definite matrix by Cholesky; false when it is not so. */
bool minimise_invert(size_t n, const double *matrix, double *inverse);

/* Its lower triangle L with L L' = matrix, zero above; false when it is not positive definite. */
bool minimise_cholesky(size_t n, const double *matrix, double *lower);

#endif
