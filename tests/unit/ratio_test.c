/* Ratios, gaps and power against statsmodels 0.15.0 (confint_proportions_2indep, methods log and newcomb, without
 * correction; proportion_confint wilson) and the formulas of the papers, worked out apart. */
#include "gap.h"
#include "power.h"

#include "check.h"

static void check_ratios(void)
{
	struct fair_estimate e =
		ratio_of((struct ratio_part){ 24, 50 }, (struct ratio_part){ 45, 60 }, 0.9);

	CHECK_NEAR(e.value, 0.64, 1e-15, "24/50 to 45/60");
	CHECK_NEAR(e.low, 0.48788570815822163, 1e-13, "its lower bound is Katz's");
	CHECK_NEAR(e.high, 0.8395408866274199, 1e-13, "its upper bound is");
	e = ratio_of((struct ratio_part){ 40, 40 }, (struct ratio_part){ 40, 40 }, 0.9);
	CHECK_NEAR(e.low, 0.9366465513545419, 1e-13, "all of all: down to Wilson's lower bound");
	CHECK_NEAR(e.high, 1 / 0.9366465513545419, 1e-13, "and up to its inverse");
	e = ratio_of((struct ratio_part){ 0, 10 }, (struct ratio_part){ 5, 10 }, 0.9);
	CHECK(e.value == 0 && e.low == 0 && e.high > 0 && e.high < 1, "none of ten: from 0 up");
	e = ratio_of((struct ratio_part){ 1, 10 }, (struct ratio_part){ 0, 10 }, 0.9);
	CHECK(isnan(e.value) && isnan(e.low), "to none: undefined");

	/* the ratio to the rest, r = 45/60 over 26/90 with Katz's bounds, as r / (1 - w + w r), w = 60/150 */
	e = ratio_to_whole((struct ratio_part){ 45, 60 }, (struct ratio_part){ 71, 150 }, 0.9);
	CHECK_NEAR(e.value, 45.0 / 60 / (71.0 / 150), 1e-15, "a part to the whole");
	CHECK_NEAR(e.low, 1.4055577953109835, 1e-13, "its lower bound");
	CHECK_NEAR(e.high, 1.7498134243909034, 1e-13, "its upper bound");
	e = ratio_to_whole((struct ratio_part){ 5, 10 }, (struct ratio_part){ 5, 10 }, 0.9);
	CHECK(e.value == 1 && isnan(e.low), "the whole to itself: 1, without bounds");
	e = ratio_to_whole((struct ratio_part){ 0, 10 }, (struct ratio_part){ 0, 20 }, 0.9);
	CHECK(isnan(e.value) && isnan(e.low) && isnan(e.high),
	      "over a rate of 0 there is no ratio");
	e = ratio_to_whole((struct ratio_part){ 6, 10 }, (struct ratio_part){ 5, 20 }, 0.9);
	CHECK(isnan(e.value), "no part of it: undefined");
}

static void check_gaps(void)
{
	/* true and false positive rates of three groups */
	static const struct ratio_part part[] = { { 40, 45 }, { 20, 40 }, { 3, 5 },
		                                  { 10, 55 }, { 10, 60 }, { 12, 15 } };
	static const struct ratio_part holes[] = { { 40, 45 }, { 0, 0 }, { 20, 40 },
		                                   { 10, 55 }, { 0, 0 }, { 10, 60 } };
	static const struct ratio_part equal[] = { { 0, 50 }, { 0, 40 } },
				       one[] = { { 1, 2 }, { 0, 0 } };
	struct gap g = gap_widest(part, 2, 3, 0.9);

	CHECK_NEAR(g.difference.value, 0.6333333333333334, 1e-15, "equalized odds of three groups");
	CHECK_NEAR(g.difference.low, 0.29288796394923955, 1e-12, "lower bound: Newcombe's at 1 - 0.1 / 6");
	CHECK_NEAR(g.difference.high, 0.7996841085203164, 1e-12, "upper bound");
	CHECK_NEAR(g.ratio, 10.0 / 60 / 0.8, 1e-15, "the least ratio of both rates");
	CHECK(g.set == 1 && g.low == 1 && g.high == 2, "where it is");
	g = gap_widest(part, 1, 3, 0.9);
	CHECK_NEAR(g.difference.value, 40.0 / 45 - 0.5, 1e-15, "equal opportunity");
	CHECK_NEAR(g.difference.low, 0.1786513123901436, 1e-12, "lower bound");
	CHECK_NEAR(g.difference.high, 0.6830242795524735, 1e-12, "upper bound");
	g = gap_widest(holes, 2, 3, 0.9);
	CHECK_NEAR(g.difference.low, 0.19588210215026405, 1e-12, "groups without rows make no pairs");
	CHECK_NEAR(g.difference.high, 0.5496293381950306, 1e-12, "nor bounds");
	g = gap_widest(equal, 1, 2, 0.9);
	CHECK(g.difference.value == 0 && g.difference.low == 0 && g.difference.high > 0 && isnan(g.ratio),
	      "rates of 0: no gap, no ratio");
	g = gap_widest(one, 1, 2, 0.9);
	CHECK(isnan(g.difference.value) && isnan(g.difference.low) && isnan(g.ratio),
	      "one group: undefined");
}

static void check_power(void)
{
	/* z of 0.9 is 1.6448536, of a test at 0.1 the same, of 0.8 one-sided 0.8416212; s = 1 / 1.6448536:
	 * 100 ((1.6448536 + 0.8416212) / 1.6448536 / log 2)^2 = 475.6 */
	struct fair_estimate e = { 1, exp(-1), exp(1) };

	CHECK(power_rows(100, e, 0.9, log(2), 0.1) == 476, "rows to see a ratio of 2");
	CHECK(power_rows(100, e, 0.9, log(2), 0.01) > 476, "more at a stricter level");
	CHECK(isnan(power_rows(100, (struct fair_estimate){ 0, 0, 1 }, 0.9, 1, 0.1)),
	      "no lower bound: undefined");
	CHECK(isnan(power_rows(100, e, 0.9, 0, 0.1)), "nowhere to go: undefined");
}

int main(void)
{
	check_ratios();
	check_gaps();
	check_power();
	return check_done();
}
