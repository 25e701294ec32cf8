/* recipe - how a raw column becomes a feature of a model. */
#include "recipe.h"

#include <float.h>
#include <string.h>

#include "arena.h"
#include "quantile.h"

#define IQR_OF_NORMAL 1.349 /* 2 * 0.6745 */
#define CONSTANT                                                                                   \
	1e-12 /* reliability.md section 4: below this share of the mean, spread is rounding */

static double transform_none(double x)
{
	return x;
}

/* Odd, so that a negative value in a column fitted without any still has its place below 0. */
static double transform_log1p(double x)
{
	return x < 0 ? -log1p(-x) : log1p(x);
}

static double back_log1p(double y)
{
	return y < 0 ? -expm1(-y) : expm1(y);
}

const struct recipe_transform recipe_transforms[] = {
	{ "none", "the value as it is", transform_none, transform_none, false },
	{ "log1p", "log(1 + x), for money and counts with a long tail; -log(1 - x) below 0",
	  transform_log1p, back_log1p, false },
	{ "asinh", "like a logarithm on both sides of 0, for long-tailed values of either sign",
	  asinh, sinh, false },
	{ "category", "alike or not, for text; for methods that take it", transform_none,
	  transform_none, true },
};

const size_t recipe_transform_count = sizeof(recipe_transforms) / sizeof(recipe_transforms[0]);

const struct recipe_transform *recipe_transform_find(struct str name)
{
	for (size_t i = 0; i < recipe_transform_count; i++)
		if (str_is(name, recipe_transforms[i].name))
			return &recipe_transforms[i];
	return NULL;
}

/* A sum that keeps what rounding drops: Neumaier (1974). */
struct sum {
	double total, lost;
};

static void sum_add(struct sum *s, double x)
{
	double t = s->total + x;

	s->lost += fabs(s->total) >= fabs(x) ? s->total - t + x : x - t + s->total;
	s->total = t;
}

static double sum_value(const struct sum *s)
{
	return s->total + s->lost;
}

struct recipe_moments recipe_moments(const double *values, size_t n)
{
	struct recipe_moments m = { NAN, NAN, NAN };
	struct sum s1 = { 0 }, rest = { 0 }, s2 = { 0 }, s3 = { 0 };
	double unit = 0, mean, m2, count = (double)n;
	int power;

	for (size_t i = 0; i < n; i++)
		unit = fabs(values[i]) > unit ? fabs(values[i]) : unit;
	if (n == 0)
		return m;
	(void)frexp(unit, &power); /* by a power of two: scaling is exact */
	for (size_t i = 0; i < n; i++)
		sum_add(&s1, ldexp(values[i], -power));
	mean = sum_value(&s1) / count;
	for (size_t i = 0; i < n; i++) {
		double d = ldexp(values[i], -power) - mean;

		sum_add(&rest, d);
		sum_add(&s2, d * d);
		sum_add(&s3, d * d * d);
	}
	/* What is left of the first moment corrects the second: Chan, Golub and LeVeque (1983), equation 1.7. */
	m2 = (sum_value(&s2) - sum_value(&rest) * sum_value(&rest) / count) / count;
	m.mean = ldexp(mean, power);
	if (n > 1)
		m.sd = m2 > 0 ? ldexp(sqrt(m2 * count / (count - 1)), power) : 0;
	if (m2 > 0)
		m.skewness = sum_value(&s3) / count / (m2 * sqrt(m2));
	return m;
}

static const struct recipe_transform *choose(const double *values, size_t n)
{
	double skewness = recipe_moments(values, n).skewness;
	const char *name = "none";
	bool negative = false;

	for (size_t i = 0; i < n; i++)
		negative |= values[i] < 0;
	if (negative && fabs(skewness) > 1)
		name = "asinh";
	if (!negative && skewness > 1)
		name = "log1p";
	return recipe_transform_find(str_of(name));
}

/* Centre and scale of the transformed values, which it reorders. */
static void fit_scale(struct recipe *out, double *values, size_t n)
{
	struct recipe_moments m = recipe_moments(values, n);
	double range;

	out->centre = quantile_median(values, n);
	if (n < 2 || m.sd == 0 || m.sd < CONSTANT * fabs(m.mean))
		return;
	range = quantile_select(values, n, 0.75) - quantile_select(values, n, 0.25);
	out->scale = range > 0 ? range / IQR_OF_NORMAL : m.sd;
	if (out->scale > DBL_MAX)
		out->scale = DBL_MAX;
}

struct recipe recipe_as_is(size_t n)
{
	return (struct recipe){ .transform = recipe_transform_find(str_of("none")),
		                .scale = 1,
		                .cap = INFINITY,
		                .fill = NAN,
		                .seen = n };
}

void recipe_fit_over(struct recipe *out, double *values, size_t n, const struct recipe_options *o)
{
	struct arena scratch = { 0 };
	size_t seen = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(values[i]))
			values[seen++] = values[i];
	*out = (struct recipe){ .cap = o->cap == 0 ? RECIPE_CAP : o->cap, .seen = seen, .missing = n - seen };
	out->transform = o->transform ? o->transform
	                 : o->raw     ? recipe_transform_find(str_of("none"))
	                              : choose(values, seen);
	if (seen > 0 && !o->raw) {
		double *transformed = ARENA_ARRAY(&scratch, double, seen);

		for (size_t i = 0; i < seen; i++)
			transformed[i] = out->transform->apply(values[i]);
		fit_scale(out, transformed, seen);
	}
	if (seen > 0)
		out->fill = quantile_median(values, seen);
	if (o->raw) {
		out->scale = 1;
		out->cap = INFINITY;
	}
	arena_release(&scratch);
}

void recipe_fit(struct recipe *out, const double *values, size_t n, const struct recipe_options *o)
{
	struct arena scratch = { 0 };
	double *copy = ARENA_ARRAY(&scratch, double, n);

	if (n)
		memcpy(copy, values, n * sizeof(*copy));
	recipe_fit_over(out, copy, n, o);
	arena_release(&scratch);
}
