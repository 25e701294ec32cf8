/* spread_test - columns by group. Oracle: numpy, the v-test by the formula of Lebart, Morineau and Piron (1995). */
#include "spread.h"

#include "check.h"

int main(void)
{
	static const double x[] = { 3, 1, 4, 1, NAN, 5, 9, 2, 6 };
	static const size_t group[] = { 0, 1, 0, 1, 1, 0, 0, 1, 1 };
	struct spread own[3], all;

	spread_fit(own, &all, x, group, 9, 3);
	CHECK(all.n == 8 && all.median == 3.5 && all.mean == 3.875, "of all");
	CHECK(own[0].n == 4 && own[0].median == 4.5 && own[0].mean == 5.25, "of a group");
	CHECK(own[1].n == 4 && own[1].median == 1.5 && own[1].mean == 2.5,
	      "who has none is left out");
	CHECK_NEAR(own[0].v_test, 1.415049139144593, 1e-14, "its v-test");
	CHECK_NEAR(own[1].v_test, -1.415049139144593, 1e-14, "that of the others");
	CHECK(own[2].n == 0 && isnan(own[2].median) && isnan(own[2].v_test),
	      "nobody is in the third");
	spread_fit(own, &all, (const double[]){ 2, 2, 2 }, (const size_t[]){ 0, 1, 1 }, 3, 2);
	CHECK(own[0].median == 2 && isnan(own[0].v_test), "no v-test where all are alike");
	spread_fit(own, &all, (const double[]){ 1, 2 }, (const size_t[]){ 0, 0 }, 2, 1);
	CHECK(own[0].mean == 1.5 && isnan(own[0].v_test), "none where nobody is outside");
	return check_done();
}
