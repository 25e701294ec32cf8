/* total_test - sums of doubles. Oracle: sums whose exact value is known by construction, and Python's math.fsum, which
 * rounds the exact sum correctly (Shewchuk 1997), for the series below. */
#include "total.h"

#include <float.h>
#include <stddef.h>

#include "check.h"
#include "rng.h"

static double sum(const double *x, size_t n)
{
	struct total t = { 0 };

	for (size_t i = 0; i < n; i++)
		total_add(&t, x[i]);
	return total_value(&t);
}

#define SUM(...)                                                                                   \
	sum((const double[]){ __VA_ARGS__ }, sizeof((const double[]){ __VA_ARGS__ }) / sizeof(double))

int main(void)
{
	double x[1000], whole, backwards;
	struct total half[2] = { { { 0 }, 0 } };
	struct total t = { 0 };

	CHECK(total_value(&t) == 0, "nothing");
	CHECK(SUM(0.1) == 0.1 && SUM(-0.1) == -0.1 && SUM(DBL_MAX) == DBL_MAX &&
	              SUM(DBL_TRUE_MIN) == DBL_TRUE_MIN && SUM(-DBL_MIN) == -DBL_MIN,
	      "one value is itself");
	CHECK(SUM(1e100, 1, -1e100) == 1, "what is far smaller is not lost");
	CHECK(SUM(1e308, 1e308, -1e308, -1e308, 3) == 3,
	      "nor beyond the range of a double on the way");
	CHECK(SUM(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1) == 1, "fsum([.1] * 10) is 1");
	CHECK(SUM(1, 0x1p-53) == 1 && SUM(1, 0x1p-53, 0x1p-80) == 1 + DBL_EPSILON &&
	              SUM(1, 0x1p-53, 0x1p-100) == 1 + DBL_EPSILON &&
	              SUM(1, 0x1p-53, 0x1p-1000) == 1 + DBL_EPSILON &&
	              SUM(1 + DBL_EPSILON, 0x1p-53) == 1 + 2 * DBL_EPSILON,
	      "to the nearest, ties to even, and what is below decides a tie");
	CHECK(SUM(1e16, 1, 1, 1) == 10000000000000004.0, "fsum([1e16, 1, 1, 1])");
	for (size_t i = 0; i < 1000; i++) {
		struct rng r = rng_stream(1, "total", i);

		x[i] = (rng_unit(&r) - 0.5) * (i % 7 ? 1 : 1e17);
		total_add(&half[i % 2], x[i]);
	}
	whole = sum(x, 1000);
	for (size_t i = 0; i < 500; i++) {
		double swap = x[i];

		x[i] = x[999 - i];
		x[999 - i] = swap;
	}
	backwards = sum(x, 1000);
	total_merge(&half[0], &half[1]);
	CHECK(whole == backwards, "the same backwards");
	CHECK(whole == total_value(&half[0]), "the same in parts");
	return check_done();
}
