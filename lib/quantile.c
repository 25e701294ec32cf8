/* quantile - a value that a share of the values does not exceed. */
#include "quantile.h"

#include <math.h>
#include <stdbool.h>

#define SAMPLE                                                                                     \
	2048 /* of many values, and places on either side of a guess from it: 4 of its deviations */
#define MARGIN 90
#define MANY 50000
#define SMALL 24 /* insertion sort from here on */

static void swap(double *a, double *b)
{
	double t = *a;

	*a = *b;
	*b = t;
}

static double middle(double a, double b, double c)
{
	if (a > b)
		swap(&a, &b);
	return c < a ? a : c > b ? b : c;
}

/* The median of three medians of three: a good guess at the middle, always the same one. */
static double pivot_of(const double *v, size_t n)
{
	size_t s = n / 8;

	return middle(middle(v[0], v[s], v[2 * s]), middle(v[3 * s], v[n / 2], v[5 * s]),
	              middle(v[6 * s], v[7 * s], v[n - 1]));
}

static void insertion_sort(double *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		double x = v[i];
		size_t j = i;

		for (; j > 0 && v[j - 1] > x; j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

static void sink(double *v, size_t n, size_t at)
{
	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= n)
			return;
		if (child + 1 < n && v[child + 1] > v[child])
			child++;
		if (v[at] >= v[child])
			return;
		swap(&v[at], &v[child]);
		at = child;
	}
}

static void heap_sort(double *v, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sink(v, n, i);
	for (size_t i = n; i-- > 1;) {
		swap(&v[0], &v[i]);
		sink(v, i, 0);
	}
}

/* v[0..*less) < pivot, v[*less..*more) == pivot, the rest greater. */
static void partition(double *v, size_t n, size_t *less, size_t *more)
{
	double pivot = pivot_of(v, n);
	size_t i = 0;

	*less = 0;
	*more = n;
	while (i < *more) {
		if (v[i] < pivot)
			swap(&v[i++], &v[(*less)++]);
		else if (v[i] > pivot)
			swap(&v[i], &v[--*more]);
		else
			i++;
	}
}

/* Rounds of halving that are plenty unless the order is hostile. */
static int patience(size_t n)
{
	int rounds = 8;

	for (; n; n >>= 1)
		rounds += 2;
	return rounds;
}

/* Puts the value of rank k at v[k], nothing greater before it, nothing smaller after it. */
static void select_rank(double *v, size_t n, size_t k)
{
	int rounds = patience(n);

	while (n > SMALL && rounds-- > 0) {
		size_t less, more;

		partition(v, n, &less, &more);
		if (k < less) {
			n = less;
		} else if (k >= more) {
			v += more;
			n -= more;
			k -= more;
		} else {
			return;
		}
	}
	if (n > SMALL)
		heap_sort(v, n);
	else
		insertion_sort(v, n);
}

static void sort_within(double *v, size_t n, int rounds)
{
	while (n > SMALL && rounds-- > 0) {
		size_t less, more;

		partition(v, n, &less, &more);
		if (less < n - more) {
			sort_within(v, less, rounds);
			v += more;
			n -= more;
		} else {
			sort_within(v + more, n - more, rounds);
			n = less;
		}
	}
	if (n > SMALL)
		heap_sort(v, n);
	else
		insertion_sort(v, n);
}

void quantile_sort(double *values, size_t n)
{
	sort_within(values, n, patience(n));
}

/* Equal ends give exactly that value, and a difference beyond DBL_MAX does not matter. */
static double between(double low, double high, double part)
{
	double step = high - low;

	if (part == 0 || low == high)
		return low;
	return isfinite(step) ? low + part * step : (1 - part) * low + part * high;
}

double quantile_sorted(const double *values, size_t n, double p)
{
	double h;
	size_t k;

	if (n == 0 || !(p >= 0 && p <= 1))
		return NAN;
	h = (double)(n - 1) * p;
	k = (size_t)h;
	return between(values[k], values[k + 1 < n ? k + 1 : k], h - (double)k);
}

void quantile_middle(double *values, size_t n, double share, double *low, double *high)
{
	quantile_sort(values, n);
	*low = quantile_sorted(values, n, (1 - share) / 2);
	*high = quantile_sorted(values, n, (1 + share) / 2);
}

/* The values of ranks k and k + 1 among many, in one pass that keeps only what lies between two guesses from a sample;
 * false when the guesses were wrong. `values` is reordered. */
static bool select_between(double *values, size_t n, size_t k, double *at, double *next)
{
	double some[SAMPLE];
	size_t below = 0, kept = 0, place = (size_t)((double)k / (double)n * SAMPLE);
	size_t low = place > MARGIN ? place - MARGIN : 0,
	       high = place + MARGIN < SAMPLE - 1 ? place + MARGIN : SAMPLE - 1;

	for (size_t i = 0; i < SAMPLE; i++)
		some[i] = values[i * (n / SAMPLE)];
	quantile_sort(some, SAMPLE);
	for (size_t i = 0; i < n; i++) {
		double x = values[i];

		values[i] = values[kept];
		values[kept] = x;
		below += x < some[low];
		kept += (x >= some[low]) & (x <= some[high]);
	}
	if (k < below || k + 1 >= below + kept)
		return false;
	select_rank(values, kept, k - below);
	*at = values[k - below];
	*next = values[k - below + 1];
	for (size_t i = k - below + 2; i < kept; i++)
		*next = values[i] < *next ? values[i] : *next;
	return true;
}

double quantile_select(double *values, size_t n, double p)
{
	double h, at, next;
	size_t k;

	if (n == 0 || !(p >= 0 && p <= 1))
		return NAN;
	h = (double)(n - 1) * p;
	k = (size_t)h;
	if (n >= MANY && select_between(values, n, k, &at, &next))
		return between(at, next, h - (double)k);
	select_rank(values, n, k);
	if (h == (double)k || k + 1 == n)
		return values[k];
	next = values[k + 1];
	for (size_t i = k + 2; i < n; i++)
		next = values[i] < next ? values[i] : next;
	return between(values[k], next, h - (double)k);
}

double quantile_rank(double *values, size_t n, size_t k)
{
	double at, next;

	if (n >= MANY && select_between(values, n, k, &at, &next))
		return at;
	select_rank(values, n, k);
	return values[k];
}

double quantile_median(double *values, size_t n)
{
	return quantile_select(values, n, 0.5);
}
