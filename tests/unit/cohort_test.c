/* cohort_test - who began together. Oracle: a triangle small enough to be counted on paper. */
#include "cohort.h"

#include "check.h"

struct entry {
	uint32_t customer;
	struct cohort_activity a; /* period, orders, amount */
};

static const struct entry entries[] = {
	{ 0, { 1, 2, 20 } }, { 0, { 3, 1, 5 } }, /* begins in 1, is back in 3 */
	{ 1, { 2, 1, 10 } }, { 1, { 1, 0, -4 } },
	{ 1, { 3, 0, -2 } }, /* a refund before the first order counts with it */
	{ 2, { 2, 1, 7 } },  { 2, { 3, 1, 3 } },
	{ 3, { 3, 1, 9 } },  { 3, { 4, 1, 9 } }, /* period 4 was not seen whole */
	{ 4, { 4, 1, 1 } },                      /* begins in it: in no cohort */
	{ 5, { 2, 0, -8 } },                     /* never ordered */
};
#define N (sizeof(entries) / sizeof(*entries))

/* Customers of odd numbers go to another state, which is merged: as two workers would have it. */
static struct cohort_state fold(struct arena *keep, size_t n)
{
	struct cohort_state s[2];

	for (size_t k = 0; k < 2; k++)
		cohort_init(&s[k], keep, 1, 3);
	for (uint32_t customer = 0; customer < 6; customer++) {
		struct cohort_activity own[N];
		size_t m = 0;

		for (size_t i = 0; i < n; i++)
			if (entries[i].customer == customer)
				own[m++] = entries[i].a;
		cohort_add(&s[customer % 2], own, m);
	}
	cohort_merge(&s[0], &s[1]);
	return s[0];
}

int main(void)
{
	struct arena keep = { 0 };
	struct cohort_state s;
	struct cohorts c;
	const struct cohort *second;

	s = fold(&keep, N);
	cohort_result(&c, &keep, &s, 1);
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
	cohort_result(&c, &keep, &s, 2);
	CHECK(c.n == 2 && c.cohort[0].first == 1 && c.cohort[0].last == 2 &&
	              c.cohort[0].customers == 3 && c.cohort[0].ages == 2,
	      "a small cohort joins the next, and is followed as long as that one");
	CHECK(c.cohort[0].cell[1].active == 1 && c.cohort[0].cell[0].amount == 33,
	      "with all it did");
	CHECK(c.cohort[1].customers == 1, "the last has no next");
	s = fold(&keep, 0);
	cohort_result(&c, &keep, &s, 1);
	CHECK(c.n == 0 && c.ages == 0 && c.all.ages == 0, "nobody");
	arena_release(&keep);
	return check_done();
}
