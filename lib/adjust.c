/* adjust - the p-values of many tests, as if they were one question. */
#include "adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

static int by_value(const void *a, const void *b)
{
	const double *const *x = a, *const *y = b;

	return (**x > **y) - (**x < **y);
}

/* The m values that are numbers, ascending; the adjusted of the others are NaN. The caller frees it. */
static const double **ascending(double *adjusted, const double *p, size_t n, size_t *m)
{
	const double **order = memory_get(n, sizeof(*order));

	*m = 0;
	for (size_t i = 0; i < n; i++) {
		adjusted[i] = NAN;
		if (!isnan(p[i]))
			order[(*m)++] = &p[i];
	}
	qsort(order, *m, sizeof(*order), by_value);
	return order;
}

void adjust_holm(double *adjusted, const double *p, size_t n)
{
	size_t m;
	const double **order = ascending(adjusted, p, n, &m);
	double least = 0;

	for (size_t i = 0; i < m; i++) {
		least = fmax(least, fmin(1, (double)(m - i) * *order[i]));
		adjusted[order[i] - p] = least;
	}
	free(order);
}

void adjust_bh(double *adjusted, const double *p, size_t n)
{
	size_t m;
	const double **order = ascending(adjusted, p, n, &m);
	double most = 1;

	for (size_t i = m; i-- > 0;) {
		most = fmin(most, (double)m / (double)(i + 1) * *order[i]);
		adjusted[order[i] - p] = most;
	}
	free(order);
}

void adjust_none(double *adjusted, const double *p, size_t n)
{
	memcpy(adjusted, p, n * sizeof(*p));
}

const struct adjust adjust_table[] = {
	{ "holm", "no false alarm in all tests together, however they depend (Holm 1979)", adjust_holm },
	{ "bh", "few of the alarms are false (Benjamini and Hochberg 1995)", adjust_bh },
	{ "none", "each test by itself", adjust_none },
};
const size_t adjust_count = sizeof(adjust_table) / sizeof(*adjust_table);

const struct adjust *adjust_find(const char *name)
{
	for (size_t i = 0; i < adjust_count; i++)
		if (strcmp(adjust_table[i].name, name) == 0)
			return &adjust_table[i];
	return NULL;
}
