/* Gamma-Gamma: the published expectations (lifetimes 0.11 Quickstart: CDNOW, p 6.25, q 3.74, v 15.44 printed), recovery
 * of known parameters, and what cannot be fitted. The fit itself is checked on CDNOW in tests/seg-predict.bats. */
#include "spend.h"

#include <stdlib.h>

#include "check.h"
#include "draws.h"

int main(void)
{
	static struct spend_mean mean[5000];
	static const double truth[] = { 6.25, 3.74, 15.44 };
	struct spend s = { .p = { 6.25, 3.74, 15.44 } };
	double sum = 0, expected = spend_expect(&s, 3, 40);
	struct rng r = rng_stream(1, "orders", 0);

	CHECK(fabs(spend_expect(&s, 2, 22.35) - 24.658619) < 0.02, "x = 2, mean 22.35: 24.66");
	CHECK(fabs(spend_expect(&s, 1, 11.77) - 18.911489) < 0.03, "x = 1, mean 11.77: 18.91");
	CHECK_NEAR(spend_expect(&s, 0, 0), 6.25 * 15.44 / 2.74, 1e-14,
	           "nobody known: the mean of all, p v / (q - 1)");
	CHECK(fabs(spend_expect(&s, 1e9, 77) - 77) < 1e-5, "many orders: their own mean");

	for (int i = 0; i < 40000; i++)
		sum += spend_order(truth, spend_rate(truth, 3, 40, &r), &r) / 40000;
	CHECK_NEAR(sum, expected, 0.02, "simulated orders have the expected worth");

	for (size_t i = 0; i < 5000; i++) {
		double x = 1 + (double)(i % 4);

		r = rng_stream(2, "customers", i);
		mean[i].x = x;
		mean[i].m = draws_gamma(&r, truth[0] * x) / x / (draws_gamma(&r, truth[1]) / truth[2]);
	}
	CHECK(spend_fit(&s, mean, 5000, (struct tiles_each){ 0 }) == SPEND_DONE && s.gradient < 1e-9,
	      "5,000 customers");
	for (size_t i = 0; i < 3; i++) {
		double size = i == 1 ? s.p[1] - 1 : s.p[i];

		CHECK(fabs(s.p[i] - truth[i]) < 3 * size * sqrt(s.covariance[i * 4]),
		      "%s = %g is within three errors of %g", spend_parameter[i], s.p[i], truth[i]);
	}
	CHECK(fabs(s.correlation) < 0.05, "orders and means were made independent");
	CHECK(spend_fit(&s, mean, SPEND_FEWEST - 1, (struct tiles_each){ 0 }) == SPEND_FEW,
	      "too few");
	for (size_t i = 0; i < 100; i++)
		mean[i].m = 5;
	CHECK(spend_fit(&s, mean, 100, (struct tiles_each){ 0 }) == SPEND_ALIKE, "all alike");
	for (size_t i = 0; i < 100; i += 2)
		mean[i].m *= 2;
	CHECK(spend_fit(&s, mean, 100, (struct tiles_each){ 0 }) != SPEND_ALIKE,
	      "two kinds are not alike");
	return check_done();
}
