/* recipe - how a raw column becomes a feature of a model.
 * Floor 2. Plain numbers and a row of a table, so that a model file can hold it and fit and use cannot disagree:
 *     feature = clamp((transform(x) - centre) / scale, -cap, cap) */
#ifndef SEG_RECIPE_H
#define SEG_RECIPE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "levels.h"

/* All are defined and rise for every finite x, so a later value outside the fitted range has its place too. */
struct recipe_transform {
	const char *name, *help;
	double (*apply)(double x), (*back)(double y);
	bool category; /* the column is text, and its raw values are codes of levels */
};

extern const struct recipe_transform recipe_transforms[]; /* none, log1p, asinh, category */
extern const size_t recipe_transform_count;
const struct recipe_transform *recipe_transform_find(struct str name); /* NULL when there is none of that name */

struct recipe {
	const struct recipe_transform *transform;
	double centre; /* in transformed units */
	double scale; /* in transformed units; 0 for a constant column: its feature is always 0, its weight nothing */
	double cap;                  /* in scaled units; INFINITY for none */
	double fill;                 /* raw value that stands in for a missing one */
	uint64_t seen, missing;      /* values it was fitted on */
	const struct levels *levels; /* of a category; NULL for numbers */
};

#define RECIPE_CAP 4.0

struct recipe_options {
	const struct recipe_transform *transform; /* NULL: chosen from the values */
	double cap;                               /* 0: RECIPE_CAP; INFINITY: none */
	bool raw; /* no transform unless one is given, centre 0, scale 1, no cap */
};

/* Fits to n values, NaN where missing, none infinite. Without a transform given: log1p when no value is negative and
 * the skewness is over 1; asinh when some are and its size is over 1; else none. Centre = median, scale = interquartile
 * range / 1.349 (the standard deviation of a normal column), or the standard deviation where that range is 0; both of
 * the transformed values. Constant means a standard deviation below 1e-12 of the mean. fill = median of the raw values.
 * Without any value: centre, scale and fill are 0. Two threads may fit at once. */
void recipe_fit(struct recipe *out, const double *values, size_t n, const struct recipe_options *o);

/* The same; the values are reordered. */
void recipe_fit_over(struct recipe *out, double *values, size_t n, const struct recipe_options *o);

/* The recipe of n raw values when none is missing and nobody asks what would be filled in: then that is NaN. */
struct recipe recipe_as_is(size_t n);

/* The feature of a raw value, NaN for missing; never NaN itself. */
static inline double recipe_apply(const struct recipe *r, double x)
{
	double z;

	if (r->scale == 0)
		return 0;
	z = (r->transform->apply(isnan(x) ? r->fill : x) - r->centre) / r->scale;
	return z > r->cap ? r->cap : z < -r->cap ? -r->cap : z;
}

/* Mean, standard deviation (n - 1) and skewness g1 = m3 / m2^1.5, two passes of compensated sums over the array as it
 * stands, scaled by the largest size so that 1e300 does no harm. NaN: mean with n = 0, sd with n < 2, skewness of
 * values all equal. */
struct recipe_moments {
	double mean, sd, skewness;
};
struct recipe_moments recipe_moments(const double *values, size_t n);

#endif
