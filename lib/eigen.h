/* eigen - the axes of a symmetric matrix.
 * Floor 2. */
#ifndef SEG_EIGEN_H
#define SEG_EIGEN_H

#include <stddef.h>

/* Cyclic Jacobi rotations (Golub and Van Loan, 4th ed., algorithm 8.5.3) on the n x n matrix a, row-major and finite,
 * which is left diagonal: its diagonal holds the eigenvalues, in no order; the rows of `axis` (n x n) the unit
 * vectors. O(n^3) a sweep; at most 60 sweeps, far more than it needs. */
void eigen_symmetric(double *a, double *axis, size_t n);

#endif
