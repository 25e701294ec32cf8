/* cohort_test - who began together. Oracle: a triangle small enough to be counted on paper. */
#include "cohort.h"

#include "check.h"

/* customer, period, orders, amount */
static const struct cohort_activity activity[] = {
	{ 0, 1, 2, 20 }, { 0, 3, 1, 5 }, /* begins in 1, is back in 3 */
	{ 1, 1, 0, -4 }, { 1, 2, 1, 10 },
	{ 1, 3, 0, -2 }, /* a refund before the first order counts with it */
	{ 2, 2, 1, 7 },  { 2, 3, 1, 3 },
	{ 3, 3, 1, 9 },  { 3, 4, 1, 9 }, /* period 4 was not seen whole */
	{ 4, 4, 1, 1 },                  /* begins in it: in no cohort */
	{ 5, 2, 0, -8 },                 /* never ordered */
};
#define N (sizeof(activity) / sizeof(*activity))

int main(void)
{
	struct arena keep = { 0 };
	struct cohorts c;
	const struct cohort *second;

	cohorts_fit(&c, &keep, activity, N, 3, 1);
	CHECK(c.n == 3 && c.ages == 3, "three cohorts, the first followed for three periods");
	CHECK(c.cohort[0].customers == 1 && c.cohort[0].cell[0].orders == 2 &&
	              c.cohort[0].cell[1].active == 0 && c.cohort[0].cell[2].active == 1 &&
	              c.cohort[0].cell[1].later == 1,
	      "away in one period, back in the next");
	second = &c.cohort[1];
	CHECK(second->customers == 2 && second->ages == 2 && second->cell[0].active == 2 &&
	              second->cell[1].active == 1,
	      "the second cohort");
	CHECK(second->cell[0].amount == 10 - 4 + 7 && second->cell[1].amount == 3 - 2,
	      "refunds count where they fall");
	CHECK(c.cohort[2].customers == 1 && c.cohort[2].ages == 1 && c.cohort[2].cell[0].amount == 9,
	      "what was not seen whole does not count");
	CHECK(c.all.customers == 3 && c.followed[0] == 3 && c.followed[1] == 2 && c.all.cell[1].active == 1, "the average leaves the first out, and each age those who were not followed that long");
	cohorts_fit(&c, &keep, activity, N, 3, 2);
	CHECK(c.n == 2 && c.cohort[0].first == 1 && c.cohort[0].last == 2 &&
	              c.cohort[0].customers == 3 && c.cohort[0].ages == 2,
	      "a small cohort joins the next, and is followed as long as that one");
	CHECK(c.cohort[0].cell[1].active == 1 && c.cohort[0].cell[0].amount == 33,
	      "with all it did");
	CHECK(c.cohort[1].customers == 1, "the last has no next");
	cohorts_fit(&c, &keep, activity, 0, 3, 1);
	CHECK(c.n == 0 && c.ages == 0 && c.all.ages == 0, "nobody");
	arena_release(&keep);
	return check_done();
}
