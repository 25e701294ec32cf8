/* Population stability against SciPy: sums of (a - e) ln(a / e) with half a row added to each bin, and chi2.sf. */
#include "likeness.h"

#include "check.h"
#include "gram.h"

#define N 300

int main(void)
{
	static const uint64_t before[] = { 30, 10, 0, 60, 0 }, now[] = { 20, 25, 5, 30, 0 }, none[5];
	static double x[GRAM_ROWS * 10];
	static bool use[N];
	struct likeness d;
	double p, q;

	CHECK_NEAR(likeness_index(before, now, 5, &p), 0.5046392514051125, 1e-12, "the index");
	CHECK_NEAR(p, 5.312273237775379e-05, 1e-10, "and how likely it is by chance");
	CHECK_NEAR(likeness_index(now, before, 5, &q), 0.5046392514051125, 1e-12,
	           "which way does not matter");
	CHECK_NEAR(p, q, 1e-12, "nor to chance");
	CHECK(likeness_index(before, before, 5, &p) == 0 && p == 1, "the same is no drift");
	CHECK(isnan(likeness_index(before, none, 5, &p)) && isnan(p), "of no rows nothing is said");
	CHECK(likeness_index(before, now, 1, &p) == 0 && isnan(p), "nor by chance of one bin");

	/* Two columns; of the second every tenth is missing, what is not in use would be seen. */
	for (size_t i = 0; i < N; i++) {
		use[i] = i % 3 != 2;
		x[gram_at(i, 1, 2)] = i % 10 == 9 ? NAN : use[i] ? (double)(i % 4) : 1e6;
	}
	likeness_learn(&d, x + GRAM_ROWS, 2 * GRAM_ROWS, use, N);
	CHECK(d.cuts == 4 && d.cut[0] == 0 && d.cut[3] == 3, "a cut for each of few values");
	CHECK(d.count[0] + d.count[1] + d.count[2] + d.count[3] == 180 && d.count[4] == 0 &&
	              d.count[5] == 20,
	      "every row in use is in a bin, without the number in the last");
	CHECK(likeness_bin(&d, -1) == 0 && likeness_bin(&d, 0) == 0 && likeness_bin(&d, 0.5) == 1 &&
	              likeness_bin(&d, 4) == 4 && likeness_bin(&d, NAN) == 5,
	      "bins go up to their cut");
	for (size_t i = 0; i < 100; i++)
		x[gram_at(i, 1, 2)] = (double)(i * 37 % 100), use[i] = true;
	likeness_learn(&d, x + GRAM_ROWS, 2 * GRAM_ROWS, use, 100);
	CHECK(d.cuts == 9 && d.cut[0] == 10 && d.cut[4] == 50 && d.cut[8] == 90 &&
	              d.count[0] == 11 && d.count[5] == 10 && d.count[9] == 9,
	      "many values have ten bins of equal size");
	for (size_t i = 0; i < N; i++)
		x[gram_at(i, 1, 2)] = NAN, use[i] = i % 3 != 2;
	likeness_learn(&d, x + GRAM_ROWS, 2 * GRAM_ROWS, use, N);
	CHECK(d.cuts == 0 && d.count[0] == 0 && d.count[1] == 200, "a column without numbers");
	return check_done();
}
