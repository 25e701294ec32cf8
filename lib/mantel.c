/* mantel - two groups compared within strata, so that what the strata explain does not count. */
#include "mantel.h"

#include <math.h>

#include "dist.h"

/* Sums over strata, in the notation of Robins, Breslow and Greenland (1986). */
struct sums {
	double r, s, pr, ps_qr, qs; /* odds ratio: R = a d / n, S = b c / n, P = (a + d) / n, Q = (b + c) / n */
	double above, below, spread; /* ratio of rates */
	double off, weight;          /* difference of rates */
	double excess, variance;     /* the test */
};

static void add_stratum(struct sums *t, struct mantel_stratum x)
{
	double a = (double)x.hits, b = (double)x.misses, c = (double)x.to_hits, d = (double)x.to_misses;
	double one = a + b, zero = c + d, n = one + zero, hits = a + c;
	double r = a * d / n, s = b * c / n, p = (a + d) / n, q = (b + c) / n;

	t->r += r;
	t->s += s;
	t->pr += p * r;
	t->ps_qr += p * s + q * r;
	t->qs += q * s;
	t->above += a * zero / n;
	t->below += c * one / n;
	t->spread += (one * zero * hits - a * c * n) / n / n;
	t->off += (a * zero - c * one) / n;
	t->weight += one * zero / n;
	t->excess += a - one * hits / n;
	if (n > 1)
		t->variance += one * zero * hits * (n - hits) / n / n / (n - 1);
}

static struct fair_estimate on_logs(double value, double variance, double confidence)
{
	double half = dist_normal_two_sided(confidence) * sqrt(variance);
	struct fair_estimate e = { value, value * exp(-half), value * exp(half) };

	if (!(value > 0) || !(variance > 0) || !isfinite(value))
		e.low = e.high = NAN;
	return e;
}

struct mantel mantel_compare(const struct mantel_stratum *s, size_t n, double confidence)
{
	struct mantel m = { 0, { NAN, NAN, NAN }, { NAN, NAN, NAN }, NAN, NAN, NAN };
	struct sums t = { 0 };

	for (size_t i = 0; i < n; i++) {
		if (s[i].hits + s[i].misses == 0 || s[i].to_hits + s[i].to_misses == 0)
			continue;
		add_stratum(&t, s[i]);
		m.informative++;
	}
	if (!m.informative)
		return m;
	m.difference = t.off / t.weight;
	if (t.s > 0)
		m.odds = on_logs(t.r / t.s,
		                 t.pr / (2 * t.r * t.r) + t.ps_qr / (2 * t.r * t.s) +
		                         t.qs / (2 * t.s * t.s),
		                 confidence);
	if (t.below > 0)
		m.ratio = on_logs(t.above / t.below, t.spread / (t.above * t.below), confidence);
	if (t.variance > 0) {
		m.statistic = t.excess * t.excess / t.variance;
		m.p = dist_chi_square_upper(m.statistic, 1);
	}
	return m;
}
