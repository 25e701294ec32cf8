/* lanes_test - logarithms and exponentials against the C library's in long double, series against Horner's. */
#include <string.h>

#include "check.h"
#include "check_widths.h"
#include "lanes.c"
#include "rng.h"

#define MANY 2000000

/* How far a is from what is true, in units of a double's last place there. */
static double ulps(double a, long double true_value)
{
	double near = fabs((double)true_value), unit = nextafter(near, INFINITY) - near;

	return (double)(fabsl((long double)a - true_value) / unit);
}

static double worst(void (*fn)(double *, const double *, size_t), long double (*truth)(long double),
                    double low, double high, int logarithmic)
{
	struct rng r = rng_stream(1, "lanes", logarithmic ? 1 : 0);
	double x[1003], y[1003], most = 0;

	for (int round = 0; round < MANY / 1003; round++) {
		for (int i = 0; i < 1003; i++) {
			x[i] = low + (high - low) * rng_unit(&r);
			if (logarithmic)
				x[i] = exp(x[i]);
		}
		fn(y, x, 1003);
		for (int i = 0; i < 1003; i++)
			most = fmax(most, ulps(y[i], truth((long double)x[i])));
	}
	return most;
}

static void series(void)
{
	double c[40], z[3] = { 0, 0.37, 0.9 }, out[3];
	const double *all[3] = { c, c, c };
	size_t blocks[3] = { 1, 3, 5 };

	for (int i = 0; i < 40; i++)
		c[i] = 1 / (1.0 + i);
	lanes_series(out, all, z, blocks, 3);
	CHECK(out[0] == 1, "a series at 0 is its first coefficient");
	for (int k = 1; k < 3; k++) {
		long double sum = 0;

		for (size_t i = 8 * blocks[k]; i-- > 0;)
			sum = sum * (long double)z[k] + (long double)c[i];
		CHECK_NEAR(out[k], (double)sum, 4e-16, "a series of %zu blocks at %g", blocks[k], z[k]);
	}
}

/* Narrower registers give the same bytes. */
static void check_width(const struct kernels *k, bool there, int width)
{
	struct rng r = rng_stream(1, "lanes", (uint64_t)width);
	bool same = true;

	if (!there) {
		CHECK_SKIP("no registers of %d bytes here", width);
		return;
	}
	for (int n = 0; n < 100000; n++) {
		double x[LANES], c[3 * LANES], one[LANES], other[LANES];

		for (int i = 0; i < LANES; i++)
			x[i] = exp(1400 * (rng_unit(&r) - 0.5));
		kernels16.log(one, x);
		k->log(other, x);
		same &= memcmp(one, other, sizeof(one)) == 0;
		for (int i = 0; i < LANES; i++)
			x[i] = 1500 * (rng_unit(&r) - 0.5);
		kernels16.exp(one, x);
		k->exp(other, x);
		same &= memcmp(one, other, sizeof(one)) == 0;
		for (int i = 0; i < 3 * LANES; i++)
			c[i] = rng_unit(&r);
		one[0] = kernels16.series(c, 0.9, 3);
		other[0] = k->series(c, 0.9, 3);
		same &= memcmp(one, other, sizeof(*one)) == 0;
	}
	CHECK(same, "registers of %d bytes give the bytes of those of 16", width);
}

int main(void)
{
	double x[11] = { 1, 2, 4, 0.5, 1e-300, 1e300, 3, 1, 1, 1, 1 }, y[11];
	double e[4] = { -1e4, 0, 1e4, NAN };

	CHECK(worst(lanes_log, logl, -700, 700, 1) < 1, "logarithms of all sizes are within 1 ulp");
	CHECK(worst(lanes_log, logl, -1e-3, 1e-3, 1) < 1,
	      "logarithms of numbers near 1 are within 1 ulp");
	CHECK(worst(lanes_log, logl, 0.1, 10, 0) < 1, "logarithms from 0.1 to 10 are within 1 ulp");
	CHECK(worst(lanes_exp, expl, -708, 709, 0) < 1,
	      "exponentials of all sizes are within 1 ulp");
	CHECK(worst(lanes_exp, expl, -1, 1, 0) < 1, "exponentials from -1 to 1 are within 1 ulp");
	lanes_log(y, x, 11);
	CHECK(y[0] == 0 && y[10] == 0, "log 1 is 0, also in a part of a register");
	lanes_exp(e, e, 4);
	CHECK(e[0] > 0 && e[0] < 1e-307 && e[1] == 1 && isfinite(e[2]) && isnan(e[3]),
	      "exponentials stay finite, of 0 it is 1, of NaN it is NaN");
	series();
	CHECK_WIDTHS(check_width);
	return check_done();
}
