/* shrink - rates of small groups, drawn towards the rate of all as far as the groups are alike. */
#include "shrink.h"

#include <math.h>

#include "dist.h"

struct shrink shrink_fit(const struct ratio_part *part, size_t n)
{
	struct shrink s = { NAN, NAN };
	double hits = 0, rows = 0, apart = 0, free = 0, weight = 0, groups = 0, p, gamma;

	for (size_t i = 0; i < n; i++) {
		hits += part[i].hits;
		rows += part[i].total;
		groups += part[i].total > 0;
	}
	if (groups < 2)
		return s;
	s.mean = p = hits / rows;
	for (size_t i = 0; i < n; i++) {
		double m = part[i].total, off = part[i].hits / m - p;

		if (!(part[i].total > 0))
			continue;
		apart += m * off * off;
		free += 1 - m / rows;
		weight += m * (1 - m / rows);
	}
	gamma = (apart - p * (1 - p) * free) / (p * (1 - p) * (weight - free));
	s.rows = gamma > 0 ? fmax(0, 1 / gamma - 1) : INFINITY;
	return s;
}

struct fair_estimate shrink_rate(struct shrink s, struct ratio_part part, double confidence)
{
	double hits = part.hits, total = part.total, a, b;
	struct fair_estimate e = { s.mean, s.mean, s.mean };

	if (isnan(s.rows) || isinf(s.rows))
		return e;
	a = hits + s.mean * s.rows;
	b = total - hits + (1 - s.mean) * s.rows;
	e.value = a / (a + b);
	e.low = a > 0 && b > 0 ? dist_beta_quantile((1 - confidence) / 2, a, b) : NAN;
	e.high = a > 0 && b > 0 ? dist_beta_quantile((1 + confidence) / 2, a, b) : NAN;
	return e;
}
