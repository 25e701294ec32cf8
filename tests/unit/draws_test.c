/* Draws of whole numbers against the binomial distribution itself: sums of its probabilities from dist.h, which mpmath
 * checks. Chi-square over the outcomes; the seeds are fixed, so a pass is a pass. */
#include "draws.h"

#include "check.h"
#include "dist.h"

#define DRAWS 20000

static double fit_of(uint64_t n, double p, const char *purpose)
{
	double count[400] = { 0 }, sum = 0, df = -1, seen = 0, wanted = 0;

	for (uint64_t i = 0; i < DRAWS; i++) {
		struct rng r = rng_stream(1, purpose, i);

		count[draws_binomial(&r, n, p)]++;
	}
	for (uint64_t k = 0; k <= n; k++) {
		wanted += DRAWS * exp(dist_log_choose((double)n, (double)k) + (double)k * log(p) +
		                      (double)(n - k) * log1p(-p));
		seen += count[k];
		if (wanted < 10 && k < n)
			continue;
		sum += (seen - wanted) * (seen - wanted) / wanted;
		df++;
		seen = wanted = 0;
	}
	return dist_chi_square_upper(sum, df);
}

static void check_binomial(void)
{
	struct rng r = rng_stream(1, "edge", 0);

	CHECK(fit_of(10, 0.3, "few") > 0.001, "ten of three tenths, one by one");
	CHECK(fit_of(300, 0.02, "rare") > 0.001, "300 of two hundredths, by halves");
	CHECK(fit_of(200, 0.7, "many") > 0.001, "200 of seven tenths, by halves");
	CHECK(draws_binomial(&r, 1000, 0) == 0 && draws_binomial(&r, 1000, 1) == 1000 &&
	              draws_binomial(&r, 0, 0.5) == 0,
	      "none, all, of nobody");
}

/* The mean and variance of a cell are those of a multinomial one, drawn either way. */
static void check_anew(uint64_t times, const char *how)
{
	uint64_t count[] = { 3 * times, 0, times, 6 * times }, drawn[4];
	double n = 10.0 * (double)times, sum = 0, squares = 0, both = 0;
	bool whole = true;

	for (uint64_t i = 0; i < DRAWS; i++) {
		struct rng r = rng_stream(2, "anew", i);

		draws_anew(&r, drawn, count, 4);
		whole = whole && drawn[0] + drawn[1] + drawn[2] + drawn[3] == (uint64_t)n &&
		        drawn[1] == 0;
		sum += (double)drawn[0];
		squares += ((double)drawn[0] - 0.3 * n) * ((double)drawn[0] - 0.3 * n);
		both += ((double)drawn[0] - 0.3 * n) * ((double)drawn[3] - 0.6 * n);
	}
	CHECK(whole, "%s: as many as there were, none of what there was not", how);
	CHECK_NEAR(sum / DRAWS, 0.3 * n, 0.02, "%s: the mean", how);
	CHECK_NEAR(squares / DRAWS, 0.21 * n, 0.04, "%s: the variance", how);
	CHECK_NEAR(both / DRAWS, -0.18 * n, 0.06, "%s: the covariance", how);
}

static double shape_3_tenths(struct rng *r)
{
	return draws_gamma(r, 0.3);
}

static double shape_4(struct rng *r)
{
	return draws_gamma(r, 4);
}

static double beta_2_5(struct rng *r)
{
	return draws_beta(r, 2, 5);
}

/* Moments, and the share of draws above the mean, within four standard errors. */
static void check_law(double (*draw)(struct rng *r), double mean, double variance, double above,
                      const char *name)
{
	double sum = 0, squares = 0, over = 0, fourth = 0, error;

	for (uint64_t i = 0; i < DRAWS; i++) {
		struct rng r = rng_stream(3, name, i);
		double x = draw(&r), d = (x - mean) * (x - mean);

		sum += x;
		squares += d;
		fourth += d * d;
		over += x > mean;
	}
	error = sqrt(fourth / DRAWS - variance * variance);
	CHECK(fabs(sum / DRAWS - mean) < 4 * sqrt(variance / DRAWS), "%s: the mean", name);
	CHECK(fabs(squares / DRAWS - variance) < 4 * error / sqrt(DRAWS), "%s: the variance", name);
	CHECK(fabs(over / DRAWS - above) < 4 * sqrt(above * (1 - above) / DRAWS),
	      "%s: how many are above the mean", name);
}

int main(void)
{
	/* shares above the mean: scipy 1.17.1, expon, gamma, beta and poisson */
	check_law(draws_exponential, 1, 1, 0.36787944117144233, "exponential");
	check_law(shape_3_tenths, 0.3, 0.3, 0.2730426562896338, "gamma of 0.3");
	check_law(shape_4, 4, 4, 0.43347012036670896, "gamma of 4");
	check_law(beta_2_5, 2. / 7, 10. / 392, 0.4515550493416859, "beta of 2 and 5");
	check_law(draws_poisson, 1, 1, 0.2642411176571153, "Poisson");
	check_binomial();
	check_anew(1, "row by row");
	check_anew(100, "cell by cell");
	return check_done();
}
