/* adjust - the p-values of many tests, as if they were one question.
 * Floor 2. Arrays in, numbers out. NaN stands for a test that could not be made and is left as it is. */
#ifndef SEG_ADJUST_H
#define SEG_ADJUST_H

#include <stddef.h>

/* Holm (1979): the i-th smallest of m values becomes min(1, (m - i + 1) p), and never less than the one before it.
 * Rejecting what is at most alpha keeps the chance of any false rejection at alpha, however the tests depend. */
void adjust_holm(double *adjusted, const double *p, size_t n);

#endif
