/* cholesky - symmetric equations in which some columns may be made up of others.
 * Floor 2. Matrices are m by m, row-major; only the lower triangle is read. */
#ifndef SEG_CHOLESKY_H
#define SEG_CHOLESKY_H

#include <stdbool.h>
#include <stddef.h>

#define CHOLESKY_DEPENDENT                                                                         \
	1e-9 /* share of its own that those before it leave of a column, below which it is dropped */

/* L with L L' = the matrix, in place; a column that those before it make up gets an empty row and is dropped. */
void cholesky_factor(double *lower, bool *dropped, size_t m);

/* x becomes the solution of L L' x = x, 0 where dropped. */
void cholesky_solve(const double *lower, const bool *dropped, size_t m, double *x);

#endif
