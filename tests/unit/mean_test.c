/* mean_test - averages and their intervals. Oracle: scipy.stats.t.interval; the ratio by Cochran's formula in numpy. */
#include "mean.h"

#include "check.h"

static const double x[] = { 3, 1, 4, 1, 5, 9, 2, 6 }, y[] = { 7, 2, 9, 0, 12, 20, 3, 15 };
#define N (sizeof(x) / sizeof(*x))

int main(void)
{
	struct mean_interval m = mean_of(x, N, 0.9), back;
	double turned[N];

	CHECK_NEAR(m.value, 3.875, 1e-15, "the mean");
	CHECK_NEAR(m.low, 2.0340423187893477, 1e-12, "its lower end");
	CHECK_NEAR(m.high, 5.715957681210652, 1e-12, "its upper end");
	for (size_t i = 0; i < N; i++)
		turned[i] = x[N - 1 - i];
	back = mean_of(turned, N, 0.9);
	CHECK(back.value == m.value && back.low == m.low && back.high == m.high,
	      "in any order the same bits");
	m = mean_ratio(y, x, N, 0.9);
	CHECK_NEAR(m.value, 2.193548387096774, 1e-15, "the ratio");
	CHECK_NEAR(m.low, 1.9718608400359554, 1e-12, "its lower end");
	CHECK_NEAR(m.high, 2.4152359341575926, 1e-12, "its upper end");
	{ /* the first three against all, as mean_ratio has it */
		double own[N] = { x[0], x[1], x[2] };
		struct mean_interval share =
			mean_share((struct mean_part){ 8, 26 }, (struct mean_part){ 23, 147 }, N, 0.9);

		m = mean_ratio(own, x, N, 0.9);
		CHECK_NEAR(share.value, 8 / 31.0, 1e-15, "the share of a segment");
		CHECK(fabs(share.low - m.low) < 1e-15 && fabs(share.high - m.high) < 1e-15,
		      "its ends, from sums");
		share = mean_share((struct mean_part){ 0, 0 }, (struct mean_part){ -1, 1 }, 2, 0.9);
		CHECK(isnan(share.value), "no share of less than nothing");
	}
	m = mean_of(x, 0, 0.9);
	CHECK(isnan(m.value) && isnan(m.low) && isnan(m.high), "nothing of nobody");
	m = mean_of(x, 1, 0.9);
	CHECK(m.value == 3 && isnan(m.low) && isnan(m.high), "no interval of one");
	m = mean_ratio(y, (const double[]){ 0, 0 }, 2, 0.9);
	CHECK(isnan(m.value), "no ratio to nothing");
	return check_done();
}
