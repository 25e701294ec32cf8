/* values - numbers of each group: means, quantiles, order and distance. */
#include "values.h"

#include <math.h>

#include "dist.h"
#include "rows.h"

/* A metric of one row per group, held against the group that is best off by some measure. */
struct beside {
	const struct crosstab *x;
	const struct rules *r;
	double *measure;
	struct choice to;
};

static struct beside beside_by_mean(struct arena *a, const struct crosstab *x, const struct rules *r)
{
	struct beside b = { x, r, ARENA_ARRAY(a, double, x->groups), { REFERENCE_EVERYONE, 1 } };

	for (size_t g = 0; g < x->groups; g++)
		b.measure[g] = ranks_moments(x->ranks[g]).mean;
	b.to = row_best(x, b.measure, x->low_is_best, r);
	return b;
}

/* Begins the row; whether there is another group to compare with. */
static bool begin(struct findings *out, struct finding **row, const struct metric *m,
                  const struct beside *b, size_t g)
{
	*row = row_of_group(out, m, b->x, g, b->r);
	(*row)->outcome = b->x->axis->name[0];
	if (b->to.group != REFERENCE_EVERYONE)
		(*row)->reference = row_reference(b->x, b->to.group);
	(*row)->picked = b->to.picked;
	return row_compares(out, *row, m, b->x, g, b->to.group, b->r);
}

/* The mean of a over the mean of b, on the log scale by the delta method; both means are above 0. */
static struct fair_estimate ratio_of_means(struct ranks_moments a, double n, struct ranks_moments b,
                                           double m, double confidence)
{
	double spread = sqrt(a.variance / (n * a.mean * a.mean) + b.variance / (m * b.mean * b.mean));
	double half = dist_normal_two_sided(confidence) * spread, ratio = a.mean / b.mean;

	return (struct fair_estimate){ ratio, ratio * exp(-half), ratio * exp(half) };
}

/* Welch (1947). */
static double test_means(struct ranks_moments a, double n, struct ranks_moments b, double m)
{
	double u = a.variance / n, v = b.variance / m;
	double df = (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1));

	return u + v > 0 ? dist_t_two_sided((a.mean - b.mean) / sqrt(u + v), df) : NAN;
}

static void compare_means(struct findings *out, struct finding *row, const struct beside *b, size_t g)
{
	struct ranks_moments a = ranks_moments(b->x->ranks[g]),
			     to = ranks_moments(b->x->ranks[b->to.group]);
	double n = (double)b->x->n[g], m = (double)b->x->n[b->to.group];

	row->difference = a.mean - to.mean;
	if (a.mean > 0 && to.mean > 0) {
		row->ratio = ratio_of_means(a, n, to, m, b->r->confidence);
	} else {
		row->doubtful = true;
		finding_because(out, row, "a mean is not above 0: no ratio");
	}
	if (!row->doubtful)
		row->p = test_means(a, n, to, m);
	if (!row->doubtful && isnan(row->p))
		finding_because(out, row, "no spread: no test");
}

/* Student's interval of the mean. */
static struct fair_estimate mean_of(struct ranks_moments a, double n, double confidence)
{
	double half = dist_t_quantile((1 + confidence) / 2, n - 1) * sqrt(a.variance / n);

	return (struct fair_estimate){ a.mean, a.mean - half, a.mean + half };
}

static void find_mean(struct findings *out, const struct metric *m, const struct crosstab *x,
                      const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = beside_by_mean(&scratch, x, r);

	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;
		bool compares = begin(out, &row, m, &b, g);

		row->value = mean_of(ranks_moments(x->ranks[g]), (double)x->n[g], r->confidence);
		if (g != b.to.group || x->with_rows < 2)
			row->judged = FINDING_RATIO;
		if (compares)
			compare_means(out, row, &b, g);
		else if (g == b.to.group && x->with_rows > 1)
			row->ratio.value = 1, row->difference = 0;
	}
	arena_release(&scratch);
}

static void find_quantile(struct findings *out, const struct metric *m, const struct crosstab *x,
                          const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = { x, r, ARENA_ARRAY(&scratch, double, x->groups), { REFERENCE_EVERYONE, 1 } };

	for (size_t g = 0; g < x->groups; g++)
		b.measure[g] = ranks_quantile(x->ranks[g], m->level);
	b.to = row_best(x, b.measure, x->low_is_best, r);
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;
		bool compares = begin(out, &row, m, &b, g);
		struct ranks_bounds bounds = ranks_quantile_bounds(x->ranks[g], m->level, r->confidence);
		double to = compares ? b.measure[b.to.group] : NAN;

		row->value = (struct fair_estimate){ b.measure[g], bounds.low, bounds.high };
		row->difference = b.measure[g] - to;
		if (b.measure[g] > 0 && to > 0)
			row->ratio.value = b.measure[g] / to;
	}
	arena_release(&scratch);
}

static void find_superiority(struct findings *out, const struct metric *m, const struct crosstab *x,
                             const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = beside_by_mean(&scratch, x, r);

	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;
		struct ranks_superiority s;
		double half;

		if (!begin(out, &row, m, &b, g))
			continue;
		s = ranks_superiority(x->ranks[g], x->ranks[b.to.group]);
		half = dist_normal_two_sided(r->confidence) * s.error;
		row->value.value = s.value;
		row->difference = s.value - 0.5;
		if (half > 0) {
			row->value.low = fmax(0, s.value - half);
			row->value.high = fmin(1, s.value + half);
		}
		if (!row->doubtful)
			row->p = s.p;
	}
	arena_release(&scratch);
}

static void find_distance(struct findings *out, const struct metric *m, const struct crosstab *x,
                          const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = beside_by_mean(&scratch, x, r);

	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;
		struct ranks_distance d;

		if (!begin(out, &row, m, &b, g))
			continue;
		d = ranks_kolmogorov(x->ranks[g], x->ranks[b.to.group]);
		row->value.value = d.value;
		if (!row->doubtful)
			row->p = d.p;
	}
	arena_release(&scratch);
}

static void find_wasserstein(struct findings *out, const struct metric *m, const struct crosstab *x,
                             const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = beside_by_mean(&scratch, x, r);

	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;

		if (begin(out, &row, m, &b, g))
			row->value.value = ranks_wasserstein(x->ranks[g], x->ranks[b.to.group]);
	}
	arena_release(&scratch);
}

/* How far values are above what came: nobody is best off but who is nearest to 0. */
static void find_bias(struct findings *out, const struct metric *m, const struct crosstab *x,
                      const struct rules *r)
{
	struct arena scratch = { 0 };
	struct beside b = { x, r, ARENA_ARRAY(&scratch, double, x->groups), { REFERENCE_EVERYONE, 1 } };

	for (size_t g = 0; g < x->groups; g++)
		b.measure[g] = fabs(ranks_moments(x->ranks[g]).mean);
	b.to = row_best(x, b.measure, true, r);
	for (size_t g = 0; g < x->groups; g++) {
		struct finding *row;
		bool compares = begin(out, &row, m, &b, g);
		struct ranks_moments a = ranks_moments(x->ranks[g]), to;

		row->value = mean_of(a, (double)x->n[g], r->confidence);
		if (!compares)
			continue;
		to = ranks_moments(x->ranks[b.to.group]);
		row->difference = a.mean - to.mean;
		if (!row->doubtful)
			row->p = test_means(a, (double)x->n[g], to, (double)x->n[b.to.group]);
	}
	arena_release(&scratch);
}

/* The widest difference of the mean errors of two groups that can be judged. */
static void find_bias_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                          const struct rules *r)
{
	struct arena scratch = { 0 };
	double *value = ARENA_ARRAY(&scratch, double, x->groups);
	double *error = ARENA_ARRAY(&scratch, double, x->groups);

	for (size_t g = 0; g < x->groups; g++) {
		struct ranks_moments a = ranks_moments(x->ranks[g]);
		bool judged = x->n[g] && x->n[g] >= r->min_n;

		value[g] = judged ? a.mean : NAN;
		error[g] = judged ? sqrt(a.variance / (double)x->n[g]) : NAN;
	}
	row_of_gap(out, m, x, r, &(struct row_estimates){ value, error });
	arena_release(&scratch);
}

#define ACTUAL_OFF .of = { AXIS_OFF }, .ofs = 1
#define ACTUAL_MISS .of = { AXIS_MISS }, .ofs = 1
#define VALUE .of = { AXIS_VALUE }, .ofs = 1

static const struct metric rows[] = {
	{ .name = "value_bias",
	  ACTUAL_OFF,
	  .formula = "mean of (value - actual)",
	  .help = "above 0 the values promise too much, with Student's interval; beside the group "
	          "nearest to 0 (Welch)",
	  .find = find_bias },
	{ .name = "value_bias_gap",
	  ACTUAL_OFF,
	  .formula = "highest - lowest value_bias",
	  .help = "with an interval for all pairs, and Cochran's test that all are one",
	  .find = find_bias_gap,
	  .judged = FINDING_GAP },
	{ .name = "value_error",
	  ACTUAL_MISS,
	  .formula = "mean of |value - actual|; mean / mean of the reference",
	  .help = "mean absolute error, its ratio to the lowest tested and judged as value_mean",
	  .find = find_mean,
	  .judged = FINDING_RATIO },
	{ .name = "value_mean",
	  VALUE,
	  .formula = "sum / n; mean / mean of the reference",
	  .help = "mean with Student's interval, its ratio (delta method on logs) tested (Welch) "
	          "and judged",
	  .find = find_mean,
	  .judged = FINDING_RATIO },
	{ .name = "value_median",
	  VALUE,
	  .formula = "type 7 quantile at 0.5",
	  .help = "median, with order statistics for an interval",
	  .find = find_quantile,
	  .level = 0.5,
	  .range = METRIC_ANY },
	{ .name = "value_p10",
	  VALUE,
	  .formula = "type 7 quantile at 0.1",
	  .help = "what a tenth of the group does not exceed",
	  .find = find_quantile,
	  .level = 0.1,
	  .range = METRIC_ANY },
	{ .name = "value_p90",
	  VALUE,
	  .formula = "type 7 quantile at 0.9",
	  .help = "what a tenth of the group exceeds",
	  .find = find_quantile,
	  .level = 0.9,
	  .range = METRIC_ANY },
	{ .name = "value_superiority",
	  VALUE,
	  .formula = "P(value > value in the reference) + P(equal) / 2",
	  .help = "Mann-Whitney's U over both sizes, with DeLong's interval; 0.5 when alike",
	  .find = find_superiority },
	{ .name = "value_distance",
	  VALUE,
	  .formula = "max |F(value) - F of the reference|",
	  .help = "Kolmogorov and Smirnov's distance of both distributions, tested",
	  .find = find_distance,
	  .range = METRIC_SHARE },
	{ .name = "value_wasserstein",
	  VALUE,
	  .formula = "integral of |F(value) - F of the reference|",
	  .help = "how far values would have to be moved on average to be distributed alike",
	  .find = find_wasserstein,
	  .range = METRIC_FROM_0 },
};

const struct metrics values_metrics = { rows, sizeof(rows) / sizeof(*rows) };
