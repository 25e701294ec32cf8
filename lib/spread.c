/* spread - a column of numbers by group. */
#include "spread.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "quantile.h"
#include "total.h"

static double mean_of(const struct total *t, size_t n)
{
	return n ? total_value(t) / (double)n : NAN;
}

static double variance_of(const double *x, size_t n, double mean)
{
	struct total squares = { 0 };

	for (size_t i = 0; i < n; i++)
		total_add(&squares, (x[i] - mean) * (x[i] - mean));
	return mean_of(&squares, n);
}

/* Puts the values group by group into `sorted`, of which group g then ends at end[g]. */
static void by_group(double *sorted, size_t *end, const double *x, const size_t *group, size_t n,
                     size_t groups)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		end[group[i]] += isnan(x[i]) ? 0 : 1;
	for (size_t g = 0; g < groups; g++) {
		size_t own = end[g];

		end[g] = sum;
		sum += own;
	}
	for (size_t i = 0; i < n; i++)
		if (!isnan(x[i]))
			sorted[end[group[i]]++] = x[i];
}

void spread_fit(struct spread *out, struct spread *all, const double *x, const size_t *group,
                size_t n, size_t groups)
{
	double *sorted = memory_get(n + 1, sizeof(*sorted)), variance;
	size_t *end = memory_zero(groups + 1, sizeof(*end));
	struct total sum = { 0 };

	by_group(sorted, end, x, group, n, groups);
	for (size_t g = 0; g < groups; g++) {
		size_t from = g ? end[g - 1] : 0;
		struct total own = { 0 };

		for (size_t i = from; i < end[g]; i++)
			total_add(&own, sorted[i]);
		out[g] = (struct spread){ end[g] - from, quantile_median(sorted + from, end[g] - from),
			                  mean_of(&own, end[g] - from), NAN };
		total_merge(&sum, &own);
	}
	n = groups ? end[groups - 1] : 0;
	*all = (struct spread){ n, NAN, mean_of(&sum, n), NAN };
	variance = variance_of(sorted, n, all->mean);
	all->median = quantile_median(sorted, n);
	for (size_t g = 0; g < groups && n > 1 && variance > 0; g++) {
		double own = (double)out[g].n;

		if (own > 0 && own < (double)n)
			out[g].v_test = (out[g].mean - all->mean) /
			                sqrt(variance / own * ((double)n - own) / ((double)n - 1));
	}
	free(sorted);
	free(end);
}
