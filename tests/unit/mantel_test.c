/* Kidney stones (Charig and others 1986) within their sizes: statsmodels 0.15.0, StratifiedTable; Greenland and Robins'
 * interval in numpy. Rates drawn together: Kleinman's moments in numpy, scipy.stats.beta.ppf. */
#include "mantel.h"
#include "shrink.h"

#include "check.h"

static void check_mantel(void)
{
	static const struct mantel_stratum s[] = { { 81, 6, 234, 36 }, { 192, 71, 55, 25 }, { 5, 5, 0, 0 } };
	static const struct mantel_stratum empty[] = { { 0, 10, 0, 10 } };
	struct mantel m = mantel_compare(s, 3, 0.9);

	CHECK(m.informative == 2, "a stratum without the reference says nothing");
	CHECK_NEAR(m.odds.value, 1.44684662494262, 1e-14, "the common odds ratio");
	CHECK_NEAR(m.odds.low, 0.9856691359860889, 1e-12, "its lower bound");
	CHECK_NEAR(m.odds.high, 2.123801060295546, 1e-12, "and upper bound");
	CHECK_NEAR(m.ratio.value, 1.0690001538676979, 1e-14, "the common ratio");
	CHECK_NEAR(m.ratio.low, 0.9980248000800598, 1e-12, "its lower bound");
	CHECK_NEAR(m.ratio.high, 1.1450229782641588, 1e-12, "and upper bound");
	CHECK_NEAR(m.statistic, 2.433855515576142, 1e-12, "the test");
	CHECK_NEAR(m.p, 0.11874052970979884, 1e-12, "its p");
	m = mantel_compare(empty, 1, 0.9);
	CHECK(isnan(m.odds.value) && isnan(m.ratio.value) && isnan(m.p) && m.difference == 0,
	      "no hit: no ratio, no test");
	CHECK(isnan(mantel_compare(empty, 0, 0.9).difference), "no stratum: undefined");
}

static void check_shrink(void)
{
	static const struct ratio_part part[] = { { 45, 60 }, { 24, 50 }, { 2, 40 }, { 30, 90 }, { 0, 0 } };
	static const struct ratio_part alike[] = { { 50, 100 }, { 50, 100 } };
	struct shrink s = shrink_fit(part, 5);
	struct fair_estimate e = shrink_rate(s, part[2], 0.9);

	CHECK_NEAR(s.mean, 0.42083333333333334, 1e-15, "the rate of all");
	CHECK_NEAR(s.rows, 2.43800220805822, 1e-12, "as if by so many rows");
	CHECK_NEAR(e.value, 0.07130384180329265, 1e-12, "a low rate is drawn up");
	CHECK_NEAR(e.low, 0.02035289, 1e-6, "its lower bound");
	CHECK_NEAR(e.high, 0.14511243, 1e-6, "and upper bound");
	s = shrink_fit(alike, 2);
	CHECK(isinf(s.rows) && shrink_rate(s, alike[0], 0.9).value == 0.5,
	      "alike: the rate of all");
	CHECK(isnan(shrink_fit(part, 1).rows), "one group: nothing to be drawn to");
}

int main(void)
{
	check_mantel();
	check_shrink();
	return check_done();
}
