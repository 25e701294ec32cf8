/* Quantiles against NumPy 2.4.6 quantile(), whose default is R's type 7, and against sorting. */
#include "quantile.c"

#include <string.h>

#include "check.h"
#include "rng.h"

#define MOST 4000

static const double values[] = { 3.2, -1, 7.5, 0, 7.5, 12, 1e3, -40.25, 5, 2 };

static const double expected[][2] = {
	{ 0, -40.25 }, { 0.1, -4.925 }, { 0.25, 0.5 },    { 0.333, 1.994 }, { 0.5, 4.1 },
	{ 0.75, 7.5 }, { 0.9, 110.8 },  { 0.99, 911.08 }, { 1, 1000 },
};

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double make(int kind, size_t i, size_t n, struct rng *r)
{
	switch (kind) {
	case 0:
		return rng_normal(r);
	case 1:
		return (double)rng_below(r, 5); /* ties */
	case 2:
		return (double)i;
	case 3:
		return -(double)i;
	case 4:
		return (double)(i < n / 2 ? i : n - i); /* organ pipe */
	default:
		return (double)(i % 7) - (double)(i % 3) * 1e300;
	}
}

static bool agrees(int kind, size_t n, struct rng *r)
{
	double x[MOST], sorted[MOST], again[MOST], heap[MOST];
	bool fine = true;

	for (size_t i = 0; i < n; i++)
		x[i] = sorted[i] = again[i] = make(kind, i, n, r);
	qsort(sorted, n, sizeof(*sorted), by_value);
	memcpy(heap, again, n * sizeof(*heap));
	heap_sort(heap, n);
	fine &= memcmp(heap, sorted, n * sizeof(*heap)) == 0;
	quantile_sort(again, n);
	fine &= memcmp(again, sorted, n * sizeof(*again)) == 0;
	for (int i = 0; i < 5; i++) {
		double p = i < 3 ? i / 2. : rng_unit(r);

		fine &= quantile_select(x, n, p) == quantile_sorted(sorted, n, p);
	}
	qsort(x, n, sizeof(*x), by_value);
	return fine && memcmp(x, sorted, n * sizeof(*x)) == 0;
}

int main(void)
{
	double copy[10], huge[] = { -1.7e308, 1.7e308 }, tied[] = { 0.1, 0.1, 0.1, 0.1 };
	struct rng r = rng_stream(1, "quantile test", 0);
	bool fine = true;

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		memcpy(copy, values, sizeof(values));
		CHECK_NEAR(quantile_select(copy, 10, expected[i][0]), expected[i][1], 1e-14,
		           "quantile %g by selection", expected[i][0]);
		quantile_sort(copy, 10);
		CHECK_NEAR(quantile_sorted(copy, 10, expected[i][0]), expected[i][1], 1e-14,
		           "quantile %g of sorted", expected[i][0]);
	}
	CHECK_NEAR(quantile_median(copy, 10), 4.1, 1e-15, "the median");
	CHECK(quantile_median(copy, 1) == copy[0], "one value is its own median");
	CHECK(quantile_median(huge, 2) == 0, "the median of opposite extremes does not overflow");
	CHECK(quantile_select(tied, 4, 0.3) == 0.1, "between equal values lies exactly that value");
	CHECK(isnan(quantile_median(copy, 0)) && isnan(quantile_select(copy, 10, 1.01)) &&
	              isnan(quantile_sorted(copy, 10, NAN)) && isnan(quantile_sorted(copy, 10, 1.01)) &&
	              isnan(quantile_sorted(copy, 10, -0.01)),
	      "no values, or no such share: undefined");
	for (int round = 0; round < 300; round++)
		fine &= agrees(round % 6, 1 + rng_below(&r, MOST), &r);
	CHECK(fine, "selection and sorting agree with qsort on 300 arrays of six kinds");
	return check_done();
}
