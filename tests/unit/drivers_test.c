/* Drivers against numbers made with NumPy: Fox and Monette's determinants, and Shapley's mean over all orders by least
 * squares on every choice of columns. */
#include "drivers.h"

#include <string.h>

#include "check.h"

/* Two columns of one term, one of two terms and the number: sums of products about the means, of 12 rows. */
static const double known[] = {
	143,
	71.25,
	1,
	0.5,
	351.25, /* 1 … 12 */
	71.25,
	55.8825,
	-1.9,
	1.725,
	184.6125, /* goes with it */
	1,
	-1.9,
	8. / 3,
	-1,
	12.9666666666666667, /* one word */
	0.5,
	1.725,
	-1,
	2.25,
	4.325, /* another */
	351.25,
	184.6125,
	12.9666666666666667,
	4.325,
	1047.30916666666667,
};
static const size_t known_terms[] = { 1, 1, 2 };
static const double inflation[] = { 3.007974843355466, 3.096816794086475, 1.0657042153475598 };
static const double share[] = { 0.5031218469006973, 0.3050637557372088, 0.09589703371366358 };

#define MANY 25

int main(void)
{
	struct arena keep = { 0 };
	struct drivers d, more;
	static double many[(MANY + 1) * (MANY + 1)], pair[9] = { 4, 3, 5, 3, 9, 4, 5, 4, 20 };
	size_t ones[MANY], two[] = { 1, 1 };
	double all = 0;

	d.moments = known;
	drivers_find(&d, &keep, known_terms, 3, 1);
	for (size_t k = 0; k < 3; k++) {
		CHECK_NEAR(d.inflation[k], inflation[k], 1e-12, "inflation of column %zu", k);
		CHECK_NEAR(d.share[k], share[k], 1e-12, "share of column %zu", k);
		all += d.share[k];
	}
	CHECK(d.orders == 0, "all orders count");
	CHECK_NEAR(all, 0.9040826363515697, 1e-12, "shares add up to R squared");

	/* Of columns that have nothing to do with each other, but for the first two, every order and its reverse say what
	 * all orders say. */
	d.moments = pair;
	drivers_find(&d, &keep, two, 2, 1);
	for (size_t i = 0; i < MANY; i++) {
		ones[i] = 1;
		for (size_t j = 0; j < MANY; j++)
			many[i * (MANY + 1) + j] = i == j ? 2 : 0;
		many[i * (MANY + 1) + MANY] = many[MANY * (MANY + 1) + i] = i == 7 ? 0 : 0.5;
	}
	for (size_t i = 0; i < 2; i++) {
		many[i * (MANY + 1)] = pair[i * 3];
		many[i * (MANY + 1) + 1] = pair[i * 3 + 1];
		many[i * (MANY + 1) + MANY] = many[MANY * (MANY + 1) + i] = pair[i * 3 + 2];
	}
	many[(MANY + 1) * (MANY + 1) - 1] = 20;
	more.moments = many;
	drivers_find(&more, &keep, ones, MANY, 1);
	CHECK(more.orders == DRIVERS_DRAWN, "of many columns orders are drawn");
	for (size_t k = 0; k < 2; k++)
		CHECK_NEAR(more.share[k], d.share[k], 1e-12, "drawn share of column %zu", k);
	CHECK_NEAR(more.share[2], 0.5 * 0.5 / 2 / 20, 1e-12, "and of one alone");
	CHECK(more.share[7] == 0 && more.inflation[7] == 1, "a column that says nothing");

	memset(many, 0, sizeof(many));
	many[0] = many[2] = many[6] = many[8] = 1;
	d.moments = many;
	drivers_find(&d, &keep, two, 2, 1);
	CHECK(isnan(d.inflation[1]) && d.share[1] == 0, "a column without a weight");
	CHECK(d.inflation[0] == 1 && d.share[0] == 1, "and the other has it all");
	arena_release(&keep);
	return check_done();
}
