/* Recipes against SciPy 1.17.1 (stats.skew, stats.iqr) and NumPy 2.4.6 (median of the transformed values). */
#include "recipe.h"

#include <float.h>
#include <string.h>

#include "check.h"
#include "rng.h"

static const struct recipe_options defaults = { 0 };

static void check_choice(void)
{
	static const double skewed[] = { 1, 2, NAN, 2, 3, 4, 9, 30, NAN, 0 };
	static const double both[] = { -50, 1, 2, 2, 3, 4, 9, 3.5 };
	static const double plain[] = { 1, 2, 3, 4, 5, 6, 7, 8.5 };
	struct recipe_options chosen = { .transform = recipe_transform_find(str_of("none")),
		                         .cap = INFINITY };
	struct recipe r;

	recipe_fit(&r, skewed, 10, &defaults);
	CHECK(strcmp(r.transform->name, "log1p") == 0, "skewed and never negative: log1p");
	CHECK_NEAR(r.centre, 1.2424533248940002, 1e-15, "centre is the median of the transformed");
	CHECK_NEAR(r.scale, 0.785478695933018 / 1.349, 1e-15,
	           "scale is the interquartile range over 1.349");
	CHECK(r.fill == 2.5 && r.cap == 4 && r.seen == 8 && r.missing == 2,
	      "fill is the raw median, the cap 4");
	CHECK(recipe_apply(&r, NAN) == recipe_apply(&r, 2.5), "missing is filled");
	CHECK_NEAR(recipe_apply(&r, 9), (log(10) - 1.2424533248940002) / (0.785478695933018 / 1.349),
	           1e-14, "a raw value becomes its feature");
	CHECK(recipe_apply(&r, 1e300) == 4 && recipe_apply(&r, -1e300) == -4,
	      "features stop at the cap");
	CHECK(recipe_apply(&r, -0.5) < recipe_apply(&r, -0.2) &&
	              recipe_apply(&r, -0.2) < recipe_apply(&r, 0),
	      "a negative newcomer under log1p keeps its order");

	recipe_fit(&r, both, 8, &defaults);
	CHECK(strcmp(r.transform->name, "asinh") == 0, "skewed with negatives: asinh");
	CHECK_NEAR(r.centre, 1.6310409672054385, 1e-15, "centre under asinh");
	CHECK_NEAR(r.scale, 0.6948984874135204 / 1.349, 1e-14, "scale under asinh");
	recipe_fit(&r, plain, 8, &defaults);
	CHECK(strcmp(r.transform->name, "none") == 0, "not skewed: none");
	CHECK_NEAR(r.scale, 3.5 / 1.349, 1e-15, "scale without a transform");
	recipe_fit(&r, skewed, 10, &chosen);
	CHECK(strcmp(r.transform->name, "none") == 0 && isinf(r.cap), "options given are kept");
}

static void check_edges(void)
{
	static const double flags[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };
	static const double same[] = { 0.1, 0.1, 0.1, 0.1 };
	static const double rounding[] = { 1e15, 1e15 + 1, 1e15, 1e15 };
	static const double none[] = { NAN, NAN };
	static const double huge[] = { -1.7e308, 1.7e308, 1e308, -1e308, 0 };
	double wide[9];
	struct recipe_options plain = { .transform = recipe_transform_find(str_of("none")) };
	struct recipe r;

	recipe_fit(&r, flags, 10, &plain);
	CHECK_NEAR(r.scale, sqrt(0.1), 1e-15,
	           "where the quartiles meet, the standard deviation is the scale");
	recipe_fit(&r, same, 4, &defaults);
	CHECK(r.scale == 0 && recipe_apply(&r, 5) == 0 && r.fill == 0.1,
	      "a constant column is always 0");
	recipe_fit(&r, rounding, 4, &defaults);
	CHECK(r.scale == 0, "spread below 1e-12 of the mean is constant");
	recipe_fit(&r, none, 2, &defaults);
	CHECK(r.scale == 0 && r.fill == 0 && r.seen == 0 && r.missing == 2 && recipe_apply(&r, NAN) == 0,
	      "a column without values is always 0");
	recipe_fit(&r, same, 0, &defaults);
	CHECK(r.scale == 0 && r.seen == 0, "no rows at all");
	recipe_fit(&r, same, 1, &defaults);
	CHECK(r.scale == 0 && r.seen == 1, "one value is constant");
	recipe_fit(&r, huge, 5, &plain);
	CHECK(isfinite(r.scale) && isfinite(recipe_apply(&r, 1.7e308)) &&
	              fabs(recipe_apply(&r, -1.7e308)) <= 4,
	      "the largest doubles stay finite");
	for (int power = -150; power <= 150; power += 300) {
		double scaled[] = { 1, 2, 3, 4, 5, 6, 7, 8.5 };
		bool fine = true;

		for (size_t i = 0; i < 8; i++)
			wide[i] = scaled[i] * pow(10, power);
		recipe_fit(&r, wide, 8, &plain);
		for (size_t i = 0; i < 8; i++)
			fine &= fabs(recipe_apply(&r, wide[i]) - (scaled[i] - 4.5) / (3.5 / 1.349)) < 1e-14;
		CHECK(fine, "values times 1e%d give the same features", power);
	}
}

static void check_moments(void)
{
	/* NIST StRD NumAcc4: certified mean 10000000.2, sd 0.1; 1001 values 1e7 + {.2, .1, .3, .1, .3 ...} */
	static const double shifted[] = { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 };
	static const double skewed[] = { 1, 2, 2, 3, 4, 9, 30, 0 };
	double strd[1001];
	struct recipe_moments m;

	for (size_t i = 0; i < 1001; i++)
		strd[i] = i == 0 ? 10000000.2 : i % 2 ? 10000000.1 : 10000000.3;
	m = recipe_moments(strd, 1001);
	CHECK_NEAR(m.mean, 10000000.2, 1e-15, "NIST StRD NumAcc4 mean to 15 digits");
	CHECK_NEAR(m.sd, 0.1, 1e-8, "NIST StRD NumAcc4 standard deviation to 8 digits");
	m = recipe_moments(shifted, 4);
	CHECK_NEAR(m.sd * m.sd, 30, 1e-14,
	           "variance of 1e9 + {4, 7, 13, 16} is 30 (reliability.md section 4)");
	m = recipe_moments(skewed, 8);
	CHECK_NEAR(m.mean, 6.375, 1e-15, "mean");
	CHECK_NEAR(m.sd, 9.927415143357884, 1e-14, "standard deviation");
	CHECK_NEAR(m.skewness, 1.9621890853158384, 1e-13, "skewness");
	m = recipe_moments(skewed, 0);
	CHECK(isnan(m.mean) && isnan(m.sd) && isnan(m.skewness), "no moments of nothing");
	m = recipe_moments(skewed, 1);
	CHECK(m.mean == 1 && isnan(m.sd) && isnan(m.skewness), "one value has a mean only");
	for (size_t i = 0; i < 1001; i++)
		strd[i] = 1e300 * (double)(i % 10);
	m = recipe_moments(strd, 1000);
	CHECK_NEAR(m.mean, 4.5e300, 1e-14, "values of 1e300 have a mean");
	CHECK_NEAR(m.sd, sqrt(8.25 * 1000 / 999) * 1e300, 1e-14, "and a standard deviation");
}

int main(void)
{
	check_choice();
	check_edges();
	check_moments();
	for (size_t i = 0; i < recipe_transform_count; i++)
		CHECK(recipe_transform_find(str_of(recipe_transforms[i].name)) == &recipe_transforms[i] &&
		              recipe_transforms[i].apply(0) == 0 &&
		              isfinite(recipe_transforms[i].apply(-DBL_MAX)),
		      "%s is found, keeps 0 and is defined everywhere", recipe_transforms[i].name);
	CHECK(recipe_transform_find(str_of("log")) == NULL, "an unknown transform is not found");
	return check_done();
}
