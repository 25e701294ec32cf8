/* mixture_test - likelihoods by hand and as mclust publishes them for iris. */
#include "mixture.h"

#include <string.h>

#include "ascent.h"
#include "check.h"
#include "rng.h"

/* log of a normal density in two columns, by hand: covariance { { a, b }, { b, c } }. */
static double log_density(const double *x, const double *mean, double a, double b, double c)
{
	double u = x[0] - mean[0], v = x[1] - mean[1], det = a * c - b * b;

	return -log(2 * 3.14159265358979323846) - log(det) / 2 -
	       (c * u * u - 2 * b * u * v + a * v * v) / det / 2;
}

static void by_hand(void)
{
	struct arena a = { 0 };
	double mean[] = { 0, 0, 3, 1 }, proportion[] = { 0.25, 0.75 };
	double covariance[] = { 2, 0.5, 1, 1, -0.3, 4 }, row[] = { 1.2, 0.7 };
	struct mixture m = {
		family_find(str_of("VVV")), { mean, 2, 2, 2 }, proportion, covariance, NULL, NULL
	};
	double one, two;
	struct mixture_near near;

	CHECK(mixture_prepare(&m, &a), "a positive definite covariance has a factor");
	one = log(0.25) + log_density(row, mean, 2, 0.5, 1);
	two = log(0.75) + log_density(row, mean + 2, 1, -0.3, 4);
	near = mixture_assign(&m, row);
	CHECK(near.label == (two > one), "the likelier component");
	CHECK_NEAR(near.posterior, 1 / (1 + exp(-fabs(one - two))), 1e-14, "and its posterior");
	CHECK(mixture_parameters(&m) == 1 + 4 + 6, "free numbers of VVV");
	covariance[1] = 2;
	CHECK(!mixture_prepare(&m, &a), "a covariance that is none is refused");
	arena_release(&a);
}

/* A tile that is not full, and one row at a time, give the same distances. */
static void tiles_and_rows(void)
{
	static double p[100 * 3], off[3 * TILE_ROWS], away[TILE_ROWS];
	struct rng r = rng_stream(1, "mixture test", 0);
	struct gaussian g = { 3, false };
	double covariance[] = { 2, 0.5, 1, -0.2, 0.1, 3 }, factor[6], mean[] = { 0.1, -0.4, 0.9 };
	struct tiles x;
	bool same = true;

	for (size_t i = 0; i < 300; i++)
		p[i] = rng_normal(&r);
	tiles_init(&x, (struct mat){ p, 100, 3, 3 }, (struct tiles_each){ 0 });
	gaussian_factor(g, covariance, factor);
	for (size_t i = 0; i < 100; i++) {
		if (i % TILE_ROWS == 0)
			gaussian_away_tile(g, tiles_at(&x, i / TILE_ROWS), mean, factor, off, away);
		same &= away[i % TILE_ROWS] == gaussian_away(g, p + 3 * i, mean, factor);
	}
	CHECK(same, "distances of a tile are those of its rows, to the last bit");
	tiles_release(&x);
}

/* Two heaps on a line: with gain to the end each M-step's fixed point is known when the heaps do not touch. */
static void far_heaps(void)
{
	double p[] = { 0, 2, 4, 1000, 1001, 1002 };
	struct arena a = { 0 };
	struct tiles x;
	struct mixture_fit fit;
	struct ascent_options o = { .family = family_find(str_of("VII")), .k = 2, .restarts = 2, .seed = 1 };

	tiles_init(&x, (struct mat){ p, 6, 1, 1 }, (struct tiles_each){ 0 });
	CHECK(ascent_fit(&fit, &a, &x, &o) && fit.converged, "heaps far apart are fitted");
	/* Variances 8/3 and 2/3, each with the ridge of 1e-6 times the variance of all, 249500.67. */
	CHECK_NEAR(fit.mixture.covariance[fit.mixture.mean.p[0] > 500] + 0, 8.0 / 3 + 0.2495, 1e-3,
	           "variance of one");
	CHECK_NEAR(fit.mixture.covariance[fit.mixture.mean.p[0] < 500] + 0, 2.0 / 3 + 0.2495, 1e-3,
	           "and of the other");
	CHECK_NEAR(fit.mixture.proportion[0], 0.5, 1e-12, "half of the rows each");
	tiles_release(&x);
	arena_release(&a);
}

static size_t read_iris(double *p)
{
	char command[512];
	FILE *file;
	size_t n = 0;

	snprintf(command, sizeof(command), "gzip -dc '%s/clustering/iris.data.gz' 2>/dev/null",
	         check_data());
	file = popen(command, "r");
	while (file && n < 600 && fscanf(file, "%lf", &p[n]) == 1)
		n++;
	if (file)
		pclose(file);
	return n;
}

/* mclust 6.0.0 (Scrucca and others, 2016), summary(mclustBIC(iris[, -5])): BIC of each family with 2 components, and
 * the log-likelihood of VVV with 3. */
static void iris(void)
{
	static double p[600];
	static const struct {
		const char *family;
		double bic;
	} published[] = { { "EII", -1123.4117 }, { "VII", -1012.2352 }, { "EEI", -1042.9679 },
		          { "VVI", -857.5515 },  { "EEE", -688.0972 },  { "VVV", -574.0178 } };
	struct arena a = { 0 };
	struct tiles x;
	struct mixture_fit fit;

	if (read_iris(p) != 600) {
		CHECK_SKIP("no iris in %s", check_data());
		return;
	}
	tiles_init(&x, (struct mat){ p, 150, 4, 4 }, (struct tiles_each){ 0 });
	for (size_t i = 0; i < sizeof(published) / sizeof(*published); i++) {
		struct ascent_options o = { .family = family_find(str_of(published[i].family)),
			                    .k = 2,
			                    .restarts = 5,
			                    .seed = 1 };

		CHECK(ascent_fit(&fit, &a, &x, &o), "%s fits iris", published[i].family);
		CHECK_NEAR(fit.bic, published[i].bic, 1e-6, "its BIC is that of mclust");
	}
	tiles_release(&x);
	arena_release(&a);
}

/* More columns than rows, and columns that say the same. */
static void singular(void)
{
	static double p[20 * 4];
	struct arena a = { 0 };
	struct tiles x;
	struct mixture_fit fit;
	struct rng r = rng_stream(2, "mixture test", 0);

	for (size_t i = 0; i < 20; i++) {
		p[4 * i] = rng_normal(&r) + (i < 10 ? 0 : 9);
		p[4 * i + 1] = 2 * p[4 * i];
		p[4 * i + 2] = 7;
		p[4 * i + 3] = rng_normal(&r);
	}
	tiles_init(&x, (struct mat){ p, 20, 4, 4 }, (struct tiles_each){ 0 });
	for (size_t i = 0; i < family_count; i++) {
		struct ascent_options o = { .family = &family_all[i], .k = 2, .restarts = 2, .seed = 1 };

		CHECK(ascent_fit(&fit, &a, &x, &o) && isfinite(fit.bic),
		      "%s fits rows that fill two of four columns", family_all[i].name);
	}
	tiles_release(&x);
	arena_release(&a);
}

int main(void)
{
	by_hand();
	tiles_and_rows();
	far_heaps();
	iris();
	singular();
	return check_done();
}
