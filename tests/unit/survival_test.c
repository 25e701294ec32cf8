/* survival_test - Kaplan-Meier and log-rank. Oracle: R 4.2, survival 3.5-3, survfit(conf.type = "log-log",
 * conf.int = 0.9) and survdiff on its data sets aml (Miller 1997) and veteran (Kalbfleisch and Prentice 1980). */
#include "survival.h"

#include "check.h"

static const struct survival_subject aml[] = {
	{ 9, 0, 1 },  { 13, 0, 1 }, { 13, 0, 0 }, { 18, 0, 1 }, { 23, 0, 1 },  { 28, 0, 0 },
	{ 31, 0, 1 }, { 34, 0, 1 }, { 45, 0, 0 }, { 48, 0, 1 }, { 161, 0, 0 }, { 5, 1, 1 },
	{ 5, 1, 1 },  { 8, 1, 1 },  { 8, 1, 1 },  { 12, 1, 1 }, { 16, 1, 0 },  { 23, 1, 1 },
	{ 27, 1, 1 }, { 30, 1, 1 }, { 33, 1, 1 }, { 43, 1, 1 }, { 45, 1, 1 },
};
#define AML (sizeof(aml) / sizeof(*aml))

static const int time[] = { 72,  411, 228, 126, 118, 10,  82,  110, 314, 100, 42,  8,   144, 25,
	                    11,  30,  384, 4,   54,  13,  123, 97,  153, 59,  117, 16,  151, 22,
	                    56,  21,  18,  139, 20,  31,  52,  287, 18,  51,  122, 27,  54,  7,
	                    63,  392, 10,  8,   92,  35,  117, 132, 12,  162, 3,   95,  177, 162,
	                    216, 553, 278, 12,  260, 200, 156, 182, 143, 105, 103, 250, 100, 999,
	                    112, 87,  231, 242, 991, 111, 1,   587, 389, 33,  25,  357, 467, 201,
	                    1,   30,  44,  283, 15,  25,  103, 21,  13,  87,  2,   20,  7,   24,
	                    99,  8,   99,  61,  25,  95,  80,  51,  29,  24,  18,  83,  31,  51,
	                    90,  52,  73,  8,   36,  48,  7,   140, 186, 84,  19,  45,  80,  52,
	                    164, 19,  53,  15,  43,  340, 133, 111, 231, 378, 49 };
static const int status[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1,
	                      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	                      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1,
	                      1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1,
	                      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1,
	                      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
static const unsigned cell[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
	                         1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	                         1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3,
	                         3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	                         0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	                         1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
	                         2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 };
#define VETERANS (sizeof(time) / sizeof(*time))

static void check_curve(struct arena *keep)
{
	static const double expected[][4] = {
		/* time, share, low, high */
		{ 9, 0.909090909090909061, 0.610157457096859202, 0.98178071255740007 },
		{ 13, 0.818181818181818121, 0.525523549839499671, 0.93932733919027200 },
		{ 18, 0.715909090909090828, 0.417704095476986670, 0.87990444004801893 },
		{ 23, 0.613636363636363535, 0.323455510894704645, 0.80953443637459876 },
		{ 31, 0.490909090909090851, 0.214030302913157694, 0.72009679156872664 },
		{ 34, 0.368181818181818166, 0.126459974124062874, 0.61705041394141102 },
		{ 48, 0.184090909090909083, 0.022243397998711067, 0.47116618252922959 },
	};
	struct survival_curve c;

	survival_fit(&c, keep, aml, AML, 0, 0.9);
	CHECK(c.subjects == 11 && c.events == 7 && c.points == 10,
	      "eleven maintained, seven relapses");
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const struct survival_point *p = survival_at(&c, (int32_t)expected[i][0]);

		CHECK_NEAR(p->share, expected[i][1], 1e-14, "share on day %g", expected[i][0]);
		CHECK_NEAR(p->low, expected[i][2], 1e-12, "lower bound on day %g", expected[i][0]);
		CHECK_NEAR(p->high, expected[i][3], 1e-12, "upper bound on day %g", expected[i][0]);
	}
	CHECK(survival_at(&c, 8) == NULL, "before the first time nothing is known");
	CHECK(survival_followed(&c, 13) == 10 && survival_followed(&c, 14) == 8 &&
	              survival_followed(&c, 162) == 0,
	      "followed for so long");
	survival_fit(&c, keep, aml, AML, 1, 0.9);
	CHECK(survival_at(&c, 45)->share == 0 && isnan(survival_at(&c, 45)->low),
	      "when all are gone there is no interval");
	survival_fit(&c, keep, aml, AML, 2, 0.9);
	CHECK(c.points == 0 && survival_at(&c, 9) == NULL, "nobody in the group");
}

static void check_log_rank(void)
{
	struct survival_subject v[VETERANS];
	struct survival_test t = survival_log_rank(aml, AML, 2);

	CHECK_NEAR(t.statistic, 3.3963886989776011, 1e-12, "log-rank of two groups");
	CHECK_NEAR(t.p, 0.065339322040505132, 1e-11, "its p");
	for (size_t i = 0; i < VETERANS; i++)
		v[i] = (struct survival_subject){ time[i], cell[i], status[i] };
	t = survival_log_rank(v, VETERANS, 4);
	CHECK_NEAR(t.statistic, 25.403700345785357, 1e-12, "log-rank of four groups with ties");
	CHECK_NEAR(t.p, 1.2712459390060946e-05, 1e-10, "its p");
	CHECK(t.df == 3, "three degrees of freedom");
	t = survival_log_rank(v, VETERANS, 6);
	CHECK_NEAR(t.statistic, 25.403700345785357, 1e-12, "groups without anybody change nothing");
	CHECK(isnan(survival_log_rank(aml, 11, 2).statistic), "one group cannot be compared");
	CHECK(isnan(survival_log_rank(aml, 0, 3).p), "nor can nobody");
}

int main(void)
{
	struct arena keep = { 0 };

	check_curve(&keep);
	check_log_rank();
	arena_release(&keep);
	return check_done();
}
