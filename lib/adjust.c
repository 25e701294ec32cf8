/* adjust - the p-values of many tests, as if they were one question. */
#include "adjust.h"

#include <math.h>
#include <stdlib.h>

#include "arena.h"

static int by_value(const void *a, const void *b)
{
	const double *const *x = a, *const *y = b;

	return (**x > **y) - (**x < **y);
}

void adjust_holm(double *adjusted, const double *p, size_t n)
{
	const double **order = memory_get(n, sizeof(*order));
	double least = 0;
	size_t m = 0;

	for (size_t i = 0; i < n; i++) {
		adjusted[i] = NAN;
		if (!isnan(p[i]))
			order[m++] = &p[i];
	}
	qsort(order, m, sizeof(*order), by_value);
	for (size_t i = 0; i < m; i++) {
		least = fmax(least, fmin(1, (double)(m - i) * *order[i]));
		adjusted[order[i] - p] = least;
	}
	free(order);
}
