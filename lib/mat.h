/* mat - a view of a row-major matrix of doubles.
 * Floor 2. Owns nothing. */
#ifndef SEG_MAT_H
#define SEG_MAT_H

#include <stddef.h>

struct mat {
	double *p;
	size_t rows, columns, stride; /* stride >= columns, in doubles */
};

static inline double *mat_row(struct mat m, size_t row)
{
	return m.p + row * m.stride;
}

#endif
