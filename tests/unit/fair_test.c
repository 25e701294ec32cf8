/* Intervals and tests of counts against statsmodels 0.15.0 and SciPy 1.17.1, functions named beside the tables. */
#include "fair.h"

#include "check.h"

/* hits, total, confidence, bounds: proportion_confint(method="wilson") */
static const double wilson[][5] = {
	{ 0, 10, 0.95, 0, 0.2775327998628892 },
	{ 10, 10, 0.95, 0.7224672001371107, 1 },
	{ 3, 10, 0.9, 0.12687658390319784, 0.558300204130165 },
	{ 81, 263, 0.95, 0.2552885198782742, 0.36620957698280004 },
	{ 1, 1000000, 0.99, 1.174054749996328e-07, 8.517433834755594e-06 },
	{ 15, 148, 0.95, 0.0623863995307363, 0.16048724172330803 }, /* Newcombe (1998), table I: .0624 to .1605 */
	{ 1, 1, 0.9, 0.269865948784054, 1 },
	{ 500000, 1000000, 0.9, 0.4991775742990777, 0.5008224257009223 },
};

/* hits a, total a, hits b, total b, confidence, ratio, bounds: Table2x2.riskratio_confint */
static const double katz[][8] = {
	{ 24, 80, 48, 80, 0.95, 0.5, 0.3420861838432408, 0.7308099882647152 },
	{ 10, 100, 90, 110, 0.9, 0.12222222222222222, 0.07420839622139452, 0.20130163654758415 },
	{ 3, 7, 9, 11, 0.99, 0.5238095238095237, 0.160586106908539, 1.7085937414861778 },
};

/* Hair by eye colour, 592 students (Snee 1974): R's chisq.test gives 138.29, df 9. */
static const uint64_t hair_eye[] = { 68, 119, 26, 7, 20, 84, 17, 94, 15, 54, 14, 10, 5, 29, 14, 16 };

/* statsmodels Table.standardized_resids */
static const double hair_eye_adjusted[] = {
	6.136519694576919,   2.1642823793583545,  -0.1008242160795024, -8.328248328850817,
	-4.253815523487681,  -3.3978827881414575, -2.3110522586275706, 9.967550121154478,
	-0.5750260610541543, 2.0502162063604534,  0.9895117952252123,  -2.7379769779580228,
	-2.287896018114099,  -0.508263013032478,  2.5765685959049227,  0.7320231857278575,
};

static void check_rates(void)
{
	struct fair_estimate e;

	for (size_t i = 0; i < sizeof(wilson) / sizeof(wilson[0]); i++) {
		const double *t = wilson[i];

		e = fair_share(t[0], t[1], t[2]);
		CHECK(e.value == t[0] / t[1], "the rate of %g in %g", t[0], t[1]);
		CHECK_NEAR(e.low, t[3], 1e-12, "Wilson's lower bound of %g in %g", t[0], t[1]);
		CHECK_NEAR(e.high, t[4], 1e-12, "Wilson's upper bound of %g in %g", t[0], t[1]);
	}
	e = fair_rate(0, 10, 0.95);
	CHECK(e.low == 0, "no hits: the lower bound is exactly 0");
	e = fair_rate(10, 10, 0.95);
	CHECK(e.high == 1, "all hits: the upper bound is exactly 1");
	e = fair_rate(0, 0, 0.95);
	CHECK(isnan(e.value) && isnan(e.low) && isnan(e.high), "nobody: undefined");
	e = fair_rate(1, 2, 1);
	CHECK(e.value == 0.5 && isnan(e.low) && isnan(e.high),
	      "no such confidence: bounds undefined");

	for (size_t i = 0; i < sizeof(katz) / sizeof(katz[0]); i++) {
		const double *t = katz[i];

		e = fair_ratio(t[0], t[1], t[2], t[3], t[4]);
		CHECK_NEAR(e.value, t[5], 1e-15, "ratio %g/%g to %g/%g", t[0], t[1], t[2], t[3]);
		CHECK_NEAR(e.low, t[6], 1e-13, "its lower bound");
		CHECK_NEAR(e.high, t[7], 1e-13, "its upper bound");
	}
	e = fair_ratio(0, 10, 5, 10, 0.9);
	CHECK(e.value == 0 && isnan(e.low) && isnan(e.high),
	      "no hits above: ratio 0, bounds undefined");
	e = fair_ratio(5, 10, 0, 10, 0.9);
	CHECK(isnan(e.value) && isnan(e.low), "no hits below: undefined");
	e = fair_ratio(5, 5, 7, 7, 0.9);
	CHECK(e.value == 1 && isnan(e.low) && isnan(e.high), "both rates 1: no spread to go by");
	e = fair_ratio(0, 0, 7, 7, 0.9);
	CHECK(isnan(e.value), "an empty group: undefined");
}

static void check_tables(void)
{
	static const uint64_t two[] = { 10, 20, 30, 40 }, three[] = { 12, 5, 9, 0, 7, 30 };
	static const uint64_t padded[] = { 12, 0, 5, 9, 0, 0, 0, 0, 0, 0, 7, 30 }, one[] = { 3, 4 },
			      even[] = { 2, 4, 3, 6 };
	static const uint64_t zero[] = { 0, 0, 0, 0 }, apart[] = { 50, 0, 0, 50 };
	struct arena a = { 0 };
	struct fair_test f = fair_independence((struct fair_table){ hair_eye, 4, 4 }), g;
	struct fair_cells cells = fair_residuals(&a, (struct fair_table){ hair_eye, 4, 4 });

	CHECK_NEAR(f.statistic, 138.28984162600824, 1e-14, "hair by eye: chi-square");
	CHECK_NEAR(f.p, 2.325286787098839e-25, 1e-12, "hair by eye: p");
	CHECK(f.df == 9 && f.total == 592 && f.rows == 4 && f.columns == 4,
	      "hair by eye: nine degrees");
	CHECK_NEAR(f.cramers_v, 0.2790446233426584, 1e-14, "hair by eye: Cramer's V");
	CHECK_NEAR(f.cramers_v_corrected, 0.27048315291231567, 1e-14, "hair by eye: corrected for bias");
	CHECK_NEAR(f.least_expected, 7.675675675675675, 1e-14, "hair by eye: least expected count");
	for (size_t i = 0; i < 16; i++)
		CHECK_NEAR(cells.adjusted[i], hair_eye_adjusted[i], 1e-12,
		           "hair by eye: adjusted residual %zu", i);
	f = fair_independence((struct fair_table){ two, 2, 2 });
	CHECK_NEAR(f.statistic, 0.7936507936507936, 1e-14, "two by two without continuity correction");
	CHECK_NEAR(f.p, 0.37299848361348686, 1e-13, "its p");
	CHECK(f.cramers_v_corrected == 0, "less than chance gives: V corrected is 0");
	f = fair_independence((struct fair_table){ three, 2, 3 });
	CHECK_NEAR(f.statistic, 22.40338637454022, 1e-14, "two by three");
	CHECK_NEAR(f.cramers_v_corrected, 0.57328185307552, 1e-13, "its corrected V");
	g = fair_independence((struct fair_table){ padded, 3, 4 });
	CHECK(g.statistic == f.statistic && g.df == f.df && g.p == f.p && g.rows == 2 && g.columns == 3,
	      "empty rows and columns are left out");
	cells = fair_residuals(&a, (struct fair_table){ padded, 3, 4 });
	CHECK(isnan(cells.adjusted[1]) && isnan(cells.adjusted[4]) && cells.expected[1] == 0,
	      "an empty row or column has no residual");
	f = fair_independence((struct fair_table){ one, 1, 2 });
	CHECK(isnan(f.statistic) && isnan(f.p) && isnan(f.cramers_v) && f.df == 0,
	      "one row: undefined");
	f = fair_independence((struct fair_table){ zero, 2, 2 });
	CHECK(isnan(f.statistic) && isnan(f.least_expected) && f.total == 0,
	      "no counts: undefined");
	f = fair_independence((struct fair_table){ even, 2, 2 });
	CHECK(f.statistic == 0 && f.p == 1 && f.cramers_v == 0, "proportional rows give exactly 0");
	f = fair_independence((struct fair_table){ apart, 2, 2 });
	CHECK_NEAR(f.cramers_v, 1, 1e-15, "full association is 1");
	arena_release(&a);
}

/* scikit-learn 1.9.1: mutual_info_score and normalized_mutual_info_score of the pairs; NumPy for the distances. */
static void check_information(void)
{
	static const double distance[] = { 0.18445946, 0.22268228, 0.12814226, 0.13429054 };
	static const uint64_t one[] = { 3, 0 }, none[] = { 0, 0 };
	struct fair_information f = fair_information((struct fair_table){ hair_eye, 4, 4 });
	double tv[4];

	CHECK_NEAR(f.mutual, 0.12368545478421962, 1e-13, "hair by eye: mutual information");
	CHECK_NEAR(f.normalised, 0.09842031968776259, 1e-13, "hair by eye: over the mean entropy");
	fair_total_variation(tv, (struct fair_table){ hair_eye, 4, 4 });
	for (size_t i = 0; i < 4; i++)
		CHECK_NEAR(tv[i], distance[i], 5e-8, "hair by eye: total variation of row %zu", i);
	f = fair_information((struct fair_table){ one, 1, 2 });
	CHECK(f.mutual == 0 && isnan(f.normalised), "nothing varies: no information, no share");
	f = fair_information((struct fair_table){ none, 1, 2 });
	CHECK(isnan(f.mutual) && isnan(f.normalised), "no counts: undefined");
	fair_total_variation(tv, (struct fair_table){ none, 1, 2 });
	CHECK(isnan(tv[0]), "an empty row: undefined");
}

int main(void)
{
	check_information();
	check_rates();
	check_tables();
	return check_done();
}
