/* Adjusted p-values against statsmodels 0.15.0, multipletests with the methods holm and fdr_bh. */
#include "adjust.h"

#include "check.h"

#define N 8

static const double p[N] = { 0.01, 0.04, 0.03, NAN, 0.005, 0.5, 0.02, 0.02 };
static const double holm[N] = { 0.06, 0.1, 0.1, NAN, 0.035, 0.5, 0.1, 0.1 };
static const double bh[N] = {
	0.035, 0.04666666666666667, 0.041999999999999996, NAN, 0.035, 0.5, 0.035, 0.035
};

int main(void)
{
	double out[N];

	adjust_holm(out, p, N);
	for (size_t i = 0; i < N; i++)
		CHECK_NEAR(out[i], holm[i], 1e-14, "Holm's of %g", p[i]);
	adjust_bh(out, p, N);
	for (size_t i = 0; i < N; i++)
		CHECK_NEAR(out[i], bh[i], 1e-14, "Benjamini and Hochberg's of %g", p[i]);
	adjust_none(out, p, N);
	for (size_t i = 0; i < N; i++)
		CHECK_NEAR(out[i], p[i], 0, "as it is: %g", p[i]);
	adjust_holm(out, (const double[]){ 0.9, 0.6 }, 2);
	CHECK(out[0] == 1 && out[1] == 1, "nothing is more than certain");
	adjust_holm(out, p, 0);
	CHECK(adjust_find("bh")->adjust == adjust_bh && !adjust_find("bonferroni"),
	      "found by name");
	return check_done();
}
