/* likeness - do values come as they came when a model was fitted? */
#include "likeness.h"

#include <math.h>
#include <stdlib.h>

#include "dist.h"
#include "gram.h"
#include "memory.h"
#include "quantile.h"

static double number_of(const double *number, size_t step, size_t row)
{
	return number[row / GRAM_ROWS * step + row % GRAM_ROWS];
}

static void find_cuts(struct likeness *d, double *number, size_t n)
{
	quantile_sort(number, n);
	d->cuts = 0;
	for (size_t i = 1; i <= LIKENESS_CUTS && n > 0; i++) {
		double cut = number[n * i / (LIKENESS_CUTS + 1)];

		if (d->cuts == 0 || cut > d->cut[d->cuts - 1])
			d->cut[d->cuts++] = cut;
	}
}

void likeness_learn(struct likeness *d, const double *number, size_t step, const bool *use, size_t n)
{
	size_t every = n / LIKENESS_LOOKED + 1, there = 0, without = 0;
	double *some = memory_get(n / every + 1, sizeof(*some));

	*d = (struct likeness){ .cuts = 0 };
	for (size_t i = 0; i < n; i += every) {
		double x = number_of(number, step, i);

		if (use[i] && !isnan(x))
			some[there++] = x;
		else if (use[i])
			without++;
	}
	find_cuts(d, some, there);
	for (size_t i = 0; i < there; i++)
		d->count[likeness_bin(d, some[i])]++;
	d->count[d->cuts + 1] = without;
	free(some);
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
