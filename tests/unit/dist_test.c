/* Distributions against mpmath 1.4.1 at 340 digits (series of positive terms for the incomplete functions), and
 * scipy 1.17.1 and statsmodels 0.15.0 where named. Tolerances: about twice the worst error over 1500 random
 * arguments with parameters from 1e-3 to 2e4. */
#include "dist.h"

#include "check.h"

static const double normal[][2] = {
	{ 0, 0.5 },
	{ 0.5, 0.69146246127401310364 },
	{ -1, 0.15865525393145705141 },
	{ 1.96, 0.97500210485177956586 },
	{ -5, 2.8665157187919391167e-7 },
	{ -10, 7.619853024160526066e-24 },
	{ -20, 2.7536241186062336951e-89 },
	{ -37.5, 4.6053530095819548438e-308 },
	{ 6, 0.99999999901341235496 },
	{ 3, 0.99865010196836990547 },
};

static const double normal_upper[][2] = {
	{ 0.1, 0.46017216272297101853 },   { 1, 0.15865525393145705141 },
	{ 3, 0.0013498980316300945267 },   { 8, 6.2209605742717841235e-16 },
	{ 20, 2.7536241186062336951e-89 }, { 37, 5.7255712225245768227e-300 },
};

static const double normal_quantile[][2] = {
	{ 0.5, 0 },
	{ 0.975, 1.9599639845400538556 },
	{ 0.95, 1.6448536269514722843 },
	{ 0.9, 1.2815515655446005935 },
	{ 0.025, -1.9599639845400542118 },
	{ 0.001, -3.0902323061678135354 },
	{ 1e-5, -4.2648907939228246102 },
	{ 1e-10, -6.3613409024040561991 },
	{ 1e-20, -9.2623400897984075796 },
	{ 1e-100, -21.273453560965324294 },
	{ 1e-300, -37.047096299361199237 },
	{ 0.4, -0.25334710313579974132 },
	{ 0.07, -1.4757910281791706856 },
	{ 0.93, 1.475791028179171099 },
};

static const double log_beta[][3] = {
	{ 0.5, 0.5, 1.1447298858494001741 },    { 1, 1, 0 },
	{ 3, 7, -5.5294290875114233067 },       { 1e-3, 2, 6.906755778649053498 },
	{ 12, 30, -25.274864968419808384 },     { 0.25, 1e6, -2.1658550210429832562 },
	{ 1e5, 1e5, -138633.92706134806235 },   { 1e6, 15, -182.04154218621793374 },
	{ 250.5, 0.5, -2.1888655156730913962 }, { 1e-8, 1e-3, 18.420690743885928454 },
};

static const double log_choose[][3] = {
	{ 5, 2, 2.302585092994045684 },      { 10, 0, 0 },
	{ 100, 50, 66.783841652017426009 },  { 1000, 3, 18.928503864714099544 },
	{ 1e6, 5e5, 693140.04701306368255 }, { 1e9, 7, 136.53769947655946375 },
	{ 52, 5, 14.77062192297037073 },
};

/* a, x, P, Q */
static const double gamma_tails[][4] = {
	{ 0.5, 0.5, 0.68268949213708589717, 0.31731050786291410283 },
	{ 1, 1, 0.6321205588285576784, 0.3678794411714423216 },
	{ 2, 10, 0.99950060077261266663, 0.00049939922738733336689 },
	{ 0.01, 0.2, 0.98778440945675419109, 0.01221559054324580891 },
	{ 0.001, 3, 0.99998692686019878626, 0.000013073139801213742569 },
	{ 10, 3, 0.0011024881301154797421, 0.99889751186988452026 },
	{ 10, 30, 0.99999287824913718442, 7.1217508628155770916e-6 },
	{ 100, 100, 0.51329879827914866486, 0.48670120172085133514 },
	{ 100, 60, 1.4815276326460467889e-6, 0.99999851847236735395 },
	{ 100, 170, 0.99999999756992273884, 2.4300772611551818303e-9 },
	{ 1000, 1100, 0.99894067674607002265, 0.0010593232539299773489 },
	{ 10000, 9800, 0.022207543813969693862, 0.97779245618603030614 },
	{ 10000, 10500, 0.99999957241275449404, 4.2758724550596472692e-7 },
	{ 5000, 7670, 1, 3.8365580154243432905e-233 },
	{ 1e5, 1e5, 0.50042052211036517669, 0.49957947788963482331 },
	{ 3.7, 1e-5, 2.0492310410118457973e-20, 0.99999999999999999998 },
	{ 102.9, 0.2156, 3.5110422681439016025e-233, 1 },
	{ 0.5, 350, 1, 2.9902269751246203369e-154 },
};

/* x, a, b, lower, upper */
static const double beta_tails[][5] = {
	{ 0.5, 0.5, 0.5, 0.5, 0.5 },
	{ 0.5, 2, 3, 0.6875, 0.3125 },
	{ 0.1, 2, 30, 0.83043536689913521026, 0.16956463310086478974 },
	{ 0.9, 20, 3, 0.62004093841190350743, 0.37995906158809649257 },
	{ 0.001, 0.1, 5, 0.61289835937499448419, 0.38710164062500551581 },
	{ 0.999, 0.1, 0.05, 0.52450109026256571192, 0.47549890973743428808 },
	{ 0.5, 100, 100, 0.5, 0.5 },
	{ 0.3, 100, 100, 1.8411141115800529598e-9, 0.99999999815888588842 },
	{ 0.6, 1000, 700, 0.83781978620784704434, 0.16218021379215295566 },
	{ 0.55, 1000, 700, 0.00073365556841585553492, 0.99926634443158414447 },
	{ 0.02, 3, 300, 0.94154740796113727779, 0.058452592038862722205 },
	{ 0.9989, 2107.5, 0.11325, 0.0042995212299785336672, 0.99570047877002146633 },
	{ 0.01, 0.5, 500, 0.99847264212094700367, 0.0015273578790529963272 },
	{ 0.25, 40, 0.5, 8.4597850668402792736e-26, 1 },
	{ 0.75, 0.02, 40, 1, 5.9210169149104473867e-28 },
};

static const double chi_square[][3] = {
	{ 3.841458820694124, 1, 0.050000000000000057435 },
	{ 0.5, 1, 0.47950012218695346232 },
	{ 10, 5, 0.075235246146512178722 },
	{ 100, 50, 0.000034549313829848639421 },
	{ 300, 100, 7.4121008573228767906e-22 },
	{ 1000, 900, 0.01099460894213584808 },
	{ 50, 1, 1.5374597944280348502e-12 },
	{ 5, 1000, 1 },
	{ 0.001, 3, 0.99999159208094195384 },
};

static const double student[][3] = {
	{ 1, 1, 0.5 },
	{ 12.706204736432095, 1, 0.049999999998991305639 },
	{ 2, 10, 0.073388034770740365618 },
	{ 2.5, 3.7, 0.071822022911826772783 },
	{ 0.001, 5, 0.99924078677219765061 },
	{ 1e-6, 20, 0.99999921202282857727 },
	{ 5, 30, 0.000023296685467007795133 },
	{ 3, 26188, 0.0027023351786174625665 },
	{ 1.96, 1e5, 0.049998563194301638034 },
	{ 40, 2, 0.0006244146721847406375 },
	{ 10, 500, 1.3860493598239915139e-21 },
	{ 1e5, 0.5, 0.0020282910602779992971 },
};

/* p, df, t: scipy.stats.t.ppf, good to about 1e-11 */
static const double student_quantile[][3] = {
	{ 0.95, 5, 2.0150483733330233 },    { 0.995, 30, 2.7499956535672254 },
	{ 0.975, 2.5, 3.5746548420036817 }, { 0.6, 10, 0.2601848294920803 },
	{ 1e-8, 7, -27.802283188119887 },
};

/* hits, total, confidence, Clopper-Pearson bounds: statsmodels proportion_confint(method="beta"); the last upper
 * bound is off by 5e-12 there: the binomial sum in mpmath at 3.42671518128657e-06 is .005 to 14 digits. */
static const double clopper_pearson[][5] = {
	{ 3, 10, 0.95, 0.0667395111777345, 0.6524528500599973 },
	{ 81, 263, 0.95, 0.25273674558527126, 0.36762192260135135 },
	{ 7, 5000000, 0.99, 4.074676572056511e-07, 3.42671518128657e-06 },
};

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

static void check_tables(void)
{
	for (size_t i = 0; i < ROWS(normal); i++) {
		const double *t = normal[i];

		CHECK_NEAR(dist_normal_cdf(t[0]), t[1], 4e-13, "P(Z <= %g)", t[0]);
	}
	for (size_t i = 0; i < ROWS(normal_upper); i++) {
		const double *t = normal_upper[i];

		CHECK_NEAR(dist_normal_upper(t[0]), t[1], 4e-13, "P(Z > %g)", t[0]);
	}
	for (size_t i = 0; i < ROWS(normal_quantile); i++) {
		const double *t = normal_quantile[i];

		CHECK_NEAR(dist_normal_quantile(t[0]), t[1], 1e-15, "the normal quantile of %g", t[0]);
	}
	for (size_t i = 0; i < ROWS(log_beta); i++) {
		const double *t = log_beta[i];

		CHECK_NEAR(dist_log_beta(t[0], t[1]), t[2], 1e-14, "log B(%g, %g)", t[0], t[1]);
	}
	for (size_t i = 0; i < ROWS(log_choose); i++) {
		const double *t = log_choose[i];

		CHECK_NEAR(dist_log_choose(t[0], t[1]), t[2], 1e-14, "log of %g over %g", t[0], t[1]);
	}
	for (size_t i = 0; i < ROWS(gamma_tails); i++) {
		const double *t = gamma_tails[i];

		CHECK_NEAR(dist_gamma_lower(t[0], t[1]), t[2], 3e-13, "P(%g, %g)", t[0], t[1]);
		CHECK_NEAR(dist_gamma_upper(t[0], t[1]), t[3], 3e-13, "Q(%g, %g)", t[0], t[1]);
	}
	for (size_t i = 0; i < ROWS(beta_tails); i++) {
		const double *t = beta_tails[i];

		CHECK_NEAR(dist_beta_lower(t[0], t[1], t[2]), t[3], 2e-13, "I at %g (%g, %g)", t[0],
		           t[1], t[2]);
		CHECK_NEAR(dist_beta_upper(t[0], t[1], t[2]), t[4], 2e-13, "1 - I at %g (%g, %g)",
		           t[0], t[1], t[2]);
		CHECK_NEAR(dist_beta_quantile(t[3] < 0.999 ? t[3] : 0.5, t[1], t[2]),
		           t[3] < 0.999 ? t[0] : dist_beta_quantile(0.5, t[1], t[2]), 1e-12,
		           "the beta(%g, %g) quantile of %g", t[1], t[2], t[3]);
	}
	for (size_t i = 0; i < ROWS(chi_square); i++) {
		const double *t = chi_square[i];

		CHECK_NEAR(dist_chi_square_upper(t[0], t[1]), t[2], 3e-13, "chi-square %g, df %g",
		           t[0], t[1]);
	}
	for (size_t i = 0; i < ROWS(student); i++) {
		const double *t = student[i];

		CHECK_NEAR(dist_t_two_sided(t[0], t[1]), t[2], 2e-13, "P(|T| >= %g), df %g", t[0], t[1]);
		if (t[2] < 0.99)
			CHECK_NEAR(dist_t_quantile(t[2] / 2, t[1]), -t[0], 2e-13,
			           "t quantile of %g, df %g", t[2] / 2, t[1]);
	}
	for (size_t i = 0; i < ROWS(student_quantile); i++) {
		const double *t = student_quantile[i];

		CHECK_NEAR(dist_t_quantile(t[0], t[1]), t[2], 1e-11, "t quantile of %g, df %g",
		           t[0], t[1]);
	}
	for (size_t i = 0; i < ROWS(clopper_pearson); i++) {
		const double *t = clopper_pearson[i];

		double tail = (1 - t[2]) / 2;

		CHECK_NEAR(dist_beta_quantile(tail, t[0], t[1] - t[0] + 1), t[3], 1e-12,
		           "Clopper-Pearson from below, %g of %g", t[0], t[1]);
		CHECK_NEAR(dist_beta_quantile(1 - tail, t[0] + 1, t[1] - t[0]), t[4], 1e-12,
		           "Clopper-Pearson from above, %g of %g", t[0], t[1]);
	}
}

int main(void)
{
	check_tables();
	CHECK_NEAR(dist_normal_two_sided(0.95), 1.9599639845400538556, 1e-15, "z of a 95%% interval");
	CHECK_NEAR(dist_t_quantile(0.975, INFINITY), 1.9599639845400538556, 1e-15,
	           "t with infinite df is normal");
	CHECK_NEAR(dist_t_quantile(0.975, 1), tan(acos(-1) * 0.475), 1e-13, "t with one df is Cauchy's");
	CHECK(dist_normal_quantile(0) == -INFINITY && dist_normal_quantile(1) == INFINITY,
	      "the normal quantile is infinite at 0 and 1");
	CHECK(dist_normal_cdf(-40) == 0 && dist_normal_cdf(40) == 1, "the normal tails end");
	CHECK(dist_gamma_lower(2, 0) == 0 && dist_gamma_upper(2, INFINITY) == 0,
	      "incomplete gamma at its ends");
	CHECK(dist_beta_lower(0, 2, 3) == 0 && dist_beta_lower(1, 2, 3) == 1,
	      "incomplete beta at its ends");
	CHECK(dist_beta_quantile(0, 2, 3) == 0 && dist_beta_quantile(1, 2, 3) == 1,
	      "beta quantile at its ends");
	CHECK(isnan(dist_normal_quantile(1.5)) && isnan(dist_normal_quantile(NAN)) &&
	              isnan(dist_normal_two_sided(1)) && isnan(dist_normal_two_sided(0)),
	      "a probability outside 0..1 is undefined");
	CHECK(isnan(dist_gamma_upper(0, 1)) && isnan(dist_gamma_upper(1, -1)) &&
	              isnan(dist_beta_lower(0.5, 0, 1)) && isnan(dist_beta_lower(1.5, 1, 1)) &&
	              isnan(dist_t_two_sided(1, 0)) && isnan(dist_chi_square_upper(1, 0)) &&
	              isnan(dist_log_choose(3, 4)) && isnan(dist_log_beta(0, 1)),
	      "parameters outside their range are undefined");
	return check_done();
}
