/* gap - how far apart the rates of many groups are at most, with an interval that holds for all pairs. */
#include "gap.h"

#include <math.h>
#include <stdlib.h>

#include "dist.h"

/* The highest and lowest rate of one set, into *g when they lie further apart than what stands there. */
static void find_widest(struct gap *g, const struct ratio_part *part, size_t n, size_t set)
{
	size_t low = SIZE_MAX, high = SIZE_MAX;
	double lowest = NAN, highest = NAN;

	for (size_t i = 0; i < n; i++) {
		double rate = part[i].hits / part[i].total;

		if (!(part[i].total > 0))
			continue;
		if (low == SIZE_MAX || rate < lowest)
			low = i, lowest = rate;
		if (high == SIZE_MAX || rate > highest)
			high = i, highest = rate;
	}
	if (highest > 0)
		g->ratio = fmin(g->ratio, lowest / highest);
	if (low == SIZE_MAX || highest - lowest <= g->difference.value)
		return;
	g->difference.value = highest - lowest;
	g->set = set;
	g->low = low;
	g->high = high;
}

static size_t pairs_in(const struct ratio_part *part, size_t n)
{
	size_t with_rows = 0;

	for (size_t i = 0; i < n; i++)
		with_rows += part[i].total > 0;
	return with_rows ? with_rows * (with_rows - 1) / 2 : 0;
}

/* Newcombe (1998), method 10, for a - b; the bounds of its size raise those of the widest. */
static void add_pair(struct gap *g, struct fair_estimate a, struct fair_estimate b)
{
	double d = a.value - b.value;
	double low = d - hypot(a.value - a.low, b.high - b.value);
	double high = d + hypot(a.high - a.value, b.value - b.low);

	g->difference.low = fmax(g->difference.low, fmax(0, fmax(low, -high)));
	g->difference.high = fmax(g->difference.high, fmin(1, fmax(high, -low)));
}

struct gap gap_widest(const struct ratio_part *part, size_t sets, size_t n, double confidence)
{
	struct gap g = { .difference = { -1, NAN, NAN }, .ratio = NAN, .p = NAN };
	struct fair_estimate *rate;
	size_t pairs = 0;

	for (size_t s = 0; s < sets; s++) {
		pairs += pairs_in(part + s * n, n);
		if (pairs_in(part + s * n, n))
			find_widest(&g, part + s * n, n, s);
	}
	if (!pairs)
		g.difference.value = NAN;
	if (!pairs || n > GAP_GROUPS_MOST)
		return g;
	rate = memory_get(sets * n, sizeof(*rate));
	for (size_t i = 0; i < sets * n; i++)
		rate[i] = fair_share(part[i].hits, part[i].total, 1 - (1 - confidence) / (double)pairs);
	for (size_t i = 0; i < sets * n; i++)
		for (size_t j = i + 1; j < (i / n + 1) * n; j++)
			if (part[i].total > 0 && part[j].total > 0)
				add_pair(&g, rate[i], rate[j]);
	free(rate);
	return g;
}

/* Cochran's Q: how far the numbers lie from their weighted mean. */
static double homogeneity(const double *value, const double *error, size_t n)
{
	double weight = 0, sum = 0, q = 0, k = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(value[i]))
			continue;
		if (!(error[i] > 0))
			return NAN;
		weight += 1 / (error[i] * error[i]);
		sum += value[i] / (error[i] * error[i]);
		k++;
	}
	for (size_t i = 0; i < n; i++)
		if (!isnan(value[i]))
			q += (value[i] - sum / weight) * (value[i] - sum / weight) /
			     (error[i] * error[i]);
	return k > 1 ? dist_chi_square_upper(q, k - 1) : NAN;
}

struct gap gap_of_estimates(const double *value, const double *error, size_t n, double confidence)
{
	struct gap g = { .difference = { NAN, NAN, NAN }, .ratio = NAN, .p = NAN };
	size_t known = 0, low = SIZE_MAX, high = SIZE_MAX;
	double z;

	for (size_t i = 0; i < n; i++) {
		if (isnan(value[i]))
			continue;
		known++;
		low = low == SIZE_MAX || value[i] < value[low] ? i : low;
		high = high == SIZE_MAX || value[i] > value[high] ? i : high;
	}
	if (known < 2)
		return g;
	g.difference.value = value[high] - value[low];
	g.low = low;
	g.high = high;
	g.p = homogeneity(value, error, n);
	if (known > GAP_GROUPS_MOST)
		return g;
	z = dist_normal_two_sided(1 - (1 - confidence) / ((double)known * (double)(known - 1) / 2));
	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			double d = fabs(value[i] - value[j]), half = z * hypot(error[i], error[j]);

			if (isnan(d))
				continue;
			if (isnan(half)) {
				g.difference.low = g.difference.high = NAN;
				return g;
			}
			g.difference.low = fmax(g.difference.low, fmax(0, d - half));
			g.difference.high = fmax(g.difference.high, d + half);
		}
	}
	return g;
}
