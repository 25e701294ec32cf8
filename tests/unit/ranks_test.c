/* Two groups of numbers against scipy 1.17.1 (mannwhitneyu asymptotic, ks_2samp, kolmogorov, wasserstein_distance,
 * quantile_test) and numpy. */
#include "ranks.h"

#include "check.h"

static const double value_a[] = { 1, 2, 3, 5, 8, 13, 21 }, value_b[] = { 1, 2, 4, 6, 7 };
static const uint64_t count_a[] = { 5, 10, 5, 5, 5, 5, 5 }, count_b[] = { 12, 6, 12, 6, 6 };
static const struct ranks a = { value_a, count_a, 7, 40 }, b = { value_b, count_b, 5, 42 }, none = { 0 };

static void check_one(void)
{
	struct ranks_moments m = ranks_moments(a);
	struct ranks_bounds q = ranks_quantile_bounds(a, 0.5, 0.9);
	static const double far[] = { 1e9, 1e9 + 1 };
	static const uint64_t twice[] = { 1, 1 };

	CHECK_NEAR(m.mean, 6.875, 1e-15, "the mean");
	CHECK_NEAR(ranks_quantile(a, 0.5), 4, 0, "the median is between two values");
	CHECK(ranks_quantile(b, 0) == 1 && ranks_quantile(b, 1) == 7, "the ends");
	CHECK(q.low == 2 && q.high == 8, "the median's bounds are order statistics");
	q = ranks_quantile_bounds((struct ranks){ far, twice, 2, 2 }, 0.5, 0.9);
	CHECK(isnan(q.low) && isnan(q.high), "two values bound no median");
	CHECK_NEAR(ranks_moments((struct ranks){ far, twice, 2, 2 }).variance, 0.5, 1e-15,
	           "a small spread far from 0 keeps its digits");
	CHECK(isnan(ranks_moments(none).mean) && isnan(ranks_quantile(none, 0.5)),
	      "no values: undefined");
}

static void check_two(void)
{
	struct ranks_superiority s = ranks_superiority(b, a), back = ranks_superiority(a, b);
	struct ranks_distance d = ranks_kolmogorov(b, a);
	static const double eight[] = { 1, 2, 3, 4, 5, 6, 7, 8 },
			    later[] = { 3, 4, 5, 6, 7, 8, 9, 10 };
	static const uint64_t each[] = { 1, 1, 1, 1, 1, 1, 1, 1 };

	CHECK_NEAR(s.value, 0.375, 1e-15, "U over both sizes");
	CHECK_NEAR(s.p, 0.04947637881134835, 1e-12, "its p, ties and continuity corrected");
	CHECK_NEAR(s.error, 0.06313295466431355, 1e-12, "DeLong's error");
	CHECK(back.value == 0.625 && back.p == s.p && fabs(back.error - s.error) < 1e-15,
	      "the other way round");
	CHECK_NEAR(d.value, 0.375, 1e-15, "the largest distance");
	CHECK_NEAR(d.p, 0.006288404025659122, 1e-12, "its limiting p");
	CHECK_NEAR(ranks_kolmogorov((struct ranks){ value_a, count_a, 3, 20 }, a).p,
	           0.002545267597433428, 1e-12, "far apart: the other series");
	CHECK_NEAR(ranks_kolmogorov((struct ranks){ eight, each, 8, 8 },
	                            (struct ranks){ later, each, 8, 8 })
	                   .p,
	           0.9639452436648751, 1e-14, "near each other: kstwobign.sf(1 / 2)");
	CHECK_NEAR(ranks_wasserstein(b, a), 3.446428571428571, 1e-14, "the area between");
	CHECK(ranks_wasserstein(a, a) == 0 && ranks_kolmogorov(a, a).value == 0,
	      "nothing between equals");
	CHECK(isnan(ranks_superiority(a, none).value) && isnan(ranks_kolmogorov(none, a).value) &&
	              isnan(ranks_wasserstein(none, none)),
	      "nothing to compare with: undefined");
}

int main(void)
{
	check_one();
	check_two();
	return check_done();
}
