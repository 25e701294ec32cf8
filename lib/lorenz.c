/* lorenz - how much of a total its largest parts hold. */
#include "lorenz.h"

#include <math.h>

#include "amounts.h"

void lorenz_fit(struct lorenz *l, __int128 *amount, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (amount[i] < 0)
			amount[i] = 0;
	amounts_sort(amount, n);
	for (size_t i = 0; i < n / 2; i++) { /* the largest first */
		__int128 swap = amount[i];

		amount[i] = amount[n - 1 - i];
		amount[n - 1 - i] = swap;
	}
	for (size_t i = 1; i < n; i++)
		amount[i] += amount[i - 1];
	*l = (struct lorenz){ amount, n };
}

static __int128 total(const struct lorenz *l)
{
	return l->n ? l->sum[l->n - 1] : 0;
}

double lorenz_share(const struct lorenz *l, size_t k)
{
	if (!total(l))
		return NAN;
	return k ? (double)l->sum[k - 1] / (double)total(l) : 0;
}

size_t lorenz_half(const struct lorenz *l)
{
	size_t low = 0, high = l->n;

	if (!total(l))
		return 0;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (l->sum[middle - 1] >= total(l) - l->sum[middle - 1])
			high = middle;
		else
			low = middle;
	}
	return high;
}

double lorenz_gini(const struct lorenz *l)
{
	double area = 0, n = (double)l->n;

	if (!total(l))
		return NAN;
	for (size_t i = 0; i < l->n; i++)
		area += (double)l->sum[i] / (double)total(l);
	return (2 * area - (n + 1)) / n;
}
