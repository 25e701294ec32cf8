/* lanes - logarithms, exponentials and power series of many numbers at once, in the widest registers there are.
 * Floor 2. Every number sees the same operations in the same order whatever the register, so all machines with IEEE
 * doubles give the same bytes. `out` may be the input itself. */
#ifndef SEG_LANES_H
#define SEG_LANES_H

#include <stddef.h>

#define LANES 8 /* numbers that go together; arrays of another length are fine */

/* log x, within 1 ulp (fdlibm's e_log.c), for normal finite x > 0; of anything else nothing is promised. */
void lanes_log(double *out, const double *x, size_t n);

/* exp x, within 1 ulp (fdlibm's e_exp.c); x below -708 counts as -708 and x above 709 as 709. NaN stays NaN. */
void lanes_exp(double *out, const double *x, size_t n);

/* At each z its own power series, of LANES times blocks[i] coefficients (blocks at least 1). */
void lanes_series(double *out, const double *const *coefficient, const double *z,
                  const size_t *blocks, size_t n);

#endif
