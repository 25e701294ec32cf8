/* Fisher's exact test against SciPy 1.17.1 (fisher_exact), and against exact rational sums for every table of up to
 * 20: weights are products of binomials, whole numbers here. All 2x2 tables of up to 60 are looked at by
 * tests/oracle/seg-audit-bias-fisher.py. */
#include "fisher.h"

#include <stdbool.h>

#include "check.h"

static const double scipy[][5] = {
	{ 5, 35, 3, 397, 0.00022275524710337955 },
	{ 0, 10, 5, 5, 0.032507739938080496 },
	{ 3, 7, 9, 11, 0.6941529235382309 },
	{ 100, 1000, 130, 900, 0.00966995580782239 },
	{ 1, 0, 0, 1, 1 },
	{ 10000, 20000, 10100, 19900, 0.39183168731846635 },
};

static uint64_t choose(uint64_t n, uint64_t k)
{
	uint64_t c = 1;

	for (uint64_t i = 0; i < k; i++)
		c = c * (n - i) / (i + 1);
	return c;
}

/* C(a + b, k) C(c + d, a + c - k) is the weight of a table, a whole number: ties are exact. */
static double exact(uint64_t a, uint64_t b, uint64_t c, uint64_t d, bool mid)
{
	uint64_t here = choose(a + b, a) * choose(c + d, c), tail = 0, half = 0, all = 0;

	for (uint64_t k = a + c > c + d ? a + c - c - d : 0; k <= a + b && k <= a + c; k++) {
		uint64_t weight = choose(a + b, k) * choose(c + d, a + c - k);

		all += weight;
		tail += weight < here || (weight == here && !mid) ? weight : 0;
		half += weight == here && mid ? weight : 0;
	}
	return ((double)tail + (double)half / 2) / (double)all;
}

static void check_small(void)
{
	double worst = 0, worst_mid = 0;
	size_t tables = 0;

	for (uint64_t n = 2; n <= 20; n++)
		for (uint64_t a = 0; a <= n; a++)
			for (uint64_t b = 0; a + b <= n; b++)
				for (uint64_t c = 0; a + b + c <= n; c++) {
					double p = fisher_two_sided(a, b, c, n - a - b - c);

					if (isnan(p))
						continue;
					worst = fmax(worst,
					             fabs(p / exact(a, b, c, n - a - b - c, false) - 1));
					worst_mid = fmax(worst_mid,
					                 fabs(fisher_mid_p(a, b, c, n - a - b - c) /
					                              exact(a, b, c, n - a - b - c, true) -
					                      1));
					tables++;
				}
	CHECK(tables > 8000 && worst < 1e-13, "%zu tables of up to 20 are exact (worst %.1e)",
	      tables, worst);
	CHECK(worst_mid < 1e-13, "and so is the mid-p of each (worst %.1e)", worst_mid);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(scipy) / sizeof(*scipy); i++) {
		const double *t = scipy[i];

		CHECK_NEAR(fisher_two_sided((uint64_t)t[0], (uint64_t)t[1], (uint64_t)t[2],
		                            (uint64_t)t[3]),
		           t[4], 1e-11, "%g %g %g %g", t[0], t[1], t[2], t[3]);
	}
	check_small();
	CHECK(isnan(fisher_two_sided(0, 0, 1, 2)), "an empty row: undefined");
	CHECK(isnan(fisher_two_sided(0, 3, 0, 2)), "an empty column: undefined");
	CHECK(isnan(fisher_mid_p(0, 3, 0, 2)), "nor has it a mid-p");
	return check_done();
}
