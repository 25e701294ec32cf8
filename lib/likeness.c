/* likeness - do values come as they came when a model was fitted? */
#include "likeness.h"

#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "gram.h"
#include "memory.h"
#include "quantile.h"

#define LOOKED 10000 /* rows at most that cuts are found by */

static double number_of(const double *number, size_t step, size_t row)
{
	return number[row / GRAM_ROWS * step + row % GRAM_ROWS];
}

static void find_cuts(struct likeness *d, const double *number, size_t step, const bool *use, size_t n)
{
	size_t every = n / LOOKED + 1, seen = 0;
	double *some = memory_get(n / every + 1, sizeof(*some));

	for (size_t i = 0; i < n; i += every)
		if (use[i] && !isnan(number_of(number, step, i)))
			some[seen++] = number_of(number, step, i);
	quantile_sort(some, seen);
	d->cuts = 0;
	for (size_t i = 1; i <= LIKENESS_CUTS && seen > 0; i++) {
		double cut = some[seen * i / (LIKENESS_CUTS + 1)];

		if (d->cuts == 0 || cut > d->cut[d->cuts - 1])
			d->cut[d->cuts++] = cut;
	}
	free(some);
}

void likeness_learn(struct likeness *d, const double *number, size_t step, const bool *use, size_t n)
{
	*d = (struct likeness){ .cuts = 0 };
	find_cuts(d, number, step, use, n);
	for (size_t i = 0; i < n; i++)
		d->count[likeness_bin(d, number_of(number, step, i))] += use[i];
}

double likeness_index(const uint64_t *before, const uint64_t *now, size_t bins, double *p)
{
	double n = 0, m = 0, filled = 0, index = 0;

	*p = NAN;
	for (size_t i = 0; i < bins; i++) {
		n += (double)before[i];
		m += (double)now[i];
		filled += before[i] + now[i] > 0;
	}
	if (!(n > 0 && m > 0))
		return NAN;
	for (size_t i = 0; i < bins; i++) {
		double was = ((double)before[i] + 0.5) / (n + filled / 2);
		double is = ((double)now[i] + 0.5) / (m + filled / 2);

		if (before[i] + now[i] > 0)
			index += (is - was) * log(is / was);
	}
	if (filled > 1)
		*p = dist_chi_square_upper(index / (1 / n + 1 / m), filled - 1);
	return index;
}
