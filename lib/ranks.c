/* ranks - what can be said of numbers from their order: how two groups of them lie to each other. */
#include "ranks.h"

#include <math.h>
#include <stdbool.h>

#include "dist.h"

struct ranks_moments ranks_moments(struct ranks r)
{
	struct ranks_moments m = { NAN, NAN };
	double n = (double)r.total, sum = 0, off = 0, squares = 0;

	if (!r.total)
		return m;
	for (size_t i = 0; i < r.n; i++)
		sum += r.value[i] * (double)r.count[i];
	m.mean = sum / n;
	for (size_t i = 0; i < r.n; i++) {
		double d = r.value[i] - m.mean;

		off += d * (double)r.count[i];
		squares += d * d * (double)r.count[i];
	}
	m.mean += off / n;
	if (r.total > 1)
		m.variance = fmax(0, (squares - off * off / n) / (n - 1));
	return m;
}

/* The value at a place in the order, counted from 0. */
static double value_at(struct ranks r, uint64_t place)
{
	uint64_t before = 0;

	for (size_t i = 0; i < r.n; i++) {
		before += r.count[i];
		if (place < before)
			return r.value[i];
	}
	return NAN;
}

double ranks_quantile(struct ranks r, double p)
{
	double h = ((double)r.total - 1) * p, low;

	if (!r.total || !(p >= 0 && p <= 1))
		return NAN;
	low = value_at(r, (uint64_t)floor(h));
	if (h == floor(h))
		return low;
	return low + (h - floor(h)) * (value_at(r, (uint64_t)floor(h) + 1) - low);
}

/* P(B <= k), B binomial of n and p. */
static double binomial_lower(uint64_t k, uint64_t n, double p)
{
	return k >= n ? 1 : dist_beta_lower(1 - p, (double)(n - k), (double)k + 1);
}

/* The smallest k with P(B <= k) above (or, not strictly, at least) the level. */
static uint64_t binomial_reach(double level, bool strictly, uint64_t n, double p)
{
	uint64_t low = 0, high = n;

	while (low < high) {
		uint64_t k = low + (high - low) / 2;
		double reached = binomial_lower(k, n, p);

		if (strictly ? reached > level : reached >= level)
			high = k;
		else
			low = k + 1;
	}
	return low;
}

struct ranks_bounds ranks_quantile_bounds(struct ranks r, double p, double confidence)
{
	struct ranks_bounds b = { NAN, NAN };
	double tail = (1 - confidence) / 2;
	uint64_t low, high;

	if (!r.total || !(p > 0 && p < 1) || !(confidence > 0 && confidence < 1))
		return b;
	/* The l-th value is too high when fewer than l lie below the quantile: P(B <= l - 1) must be small. */
	low = binomial_reach(tail, true, r.total, p);
	if (low > 0)
		b.low = value_at(r, low - 1);
	/* The u-th is too low when u or more do: 1 - P(B <= u - 1) must be small. */
	high = binomial_reach(1 - tail, false, r.total, p);
	if (high < r.total)
		b.high = value_at(r, high);
	return b;
}

/* The values of both, in order. */
struct walk {
	struct ranks a, b;
	size_t i, j;
};

struct step {
	double value;
	uint64_t a, b;
};

static bool walk_next(struct walk *w, struct step *s)
{
	bool more_a = w->i < w->a.n, more_b = w->j < w->b.n;

	if (!more_a && !more_b)
		return false;
	*s = (struct step){ 0 };
	if (more_a && (!more_b || w->a.value[w->i] <= w->b.value[w->j])) {
		s->value = w->a.value[w->i];
		more_b = more_b && s->value == w->b.value[w->j];
		s->a = w->a.count[w->i++];
		if (more_b)
			s->b = w->b.count[w->j++];
	} else {
		s->value = w->b.value[w->j];
		s->b = w->b.count[w->j++];
	}
	return true;
}

/* The variance of the mean placement over its count: places are shares, `of` those that have them. */
static double placement_error(double squares, double mean, double of)
{
	return (squares - of * mean * mean) / (of - 1) / of;
}

static double rank_p(double twice_u, double ties, double a, double b)
{
	double n = a + b, variance = a * b / 12 * (n + 1 - ties / (n * (n - 1)));
	double off = fabs(twice_u / 2 - a * b / 2) - 0.5;

	if (!(variance > 0))
		return NAN;
	return fmin(1, 2 * dist_normal_upper(off / sqrt(variance)));
}

struct ranks_superiority ranks_superiority(struct ranks a, struct ranks b)
{
	struct ranks_superiority s = { NAN, NAN, NAN };
	struct walk w = { .a = a, .b = b };
	struct step at;
	double na = (double)a.total, nb = (double)b.total, ties = 0, of_a = 0, of_b = 0;
	uint64_t below_a = 0, below_b = 0;
	__int128 twice = 0;

	if (!a.total || !b.total)
		return s;
	while (walk_next(&w, &at)) {
		double both = (double)at.a + (double)at.b;
		double place_a = ((double)below_b + (double)at.b / 2) / nb;
		double place_b = ((double)(a.total - below_a - at.a) + (double)at.a / 2) / na;

		twice += (__int128)at.a * (__int128)(2 * below_b + at.b);
		ties += both * both * both - both;
		of_a += place_a * place_a * (double)at.a;
		of_b += place_b * place_b * (double)at.b;
		below_a += at.a;
		below_b += at.b;
	}
	s.value = (double)twice / 2 / na / nb;
	s.p = rank_p((double)twice, ties, na, nb);
	if (a.total > 1 && b.total > 1)
		s.error = sqrt(fmax(0, placement_error(of_a, s.value, na) +
		                               placement_error(of_b, s.value, nb)));
	return s;
}

/* P(K > x) in the limit: both series of Kolmogorov's distribution, each where it is quick. */
static double kolmogorov_upper(double x)
{
	double sum = 0;

	if (x <= 0)
		return 1;
	if (x < 1) {
		for (int k = 1; k < 40; k += 2)
			sum += exp(-(k * k) * M_PI * M_PI / (8 * x * x));
		return 1 - sqrt(2 * M_PI) / x * sum;
	}
	for (int k = 1; k < 40; k++)
		sum += (k % 2 ? 2 : -2) * exp(-2.0 * k * k * x * x);
	return sum;
}

struct ranks_distance ranks_kolmogorov(struct ranks a, struct ranks b)
{
	struct ranks_distance d = { NAN, NAN };
	struct walk w = { .a = a, .b = b };
	struct step at;
	double na = (double)a.total, nb = (double)b.total;
	uint64_t up_to_a = 0, up_to_b = 0;
	__int128 widest = 0;

	if (!a.total || !b.total)
		return d;
	while (walk_next(&w, &at)) {
		__int128 apart;

		up_to_a += at.a;
		up_to_b += at.b;
		apart = (__int128)up_to_a * (__int128)b.total - (__int128)up_to_b * (__int128)a.total;
		apart = apart < 0 ? -apart : apart;
		widest = apart > widest ? apart : widest;
	}
	d.value = (double)widest / na / nb;
	d.p = kolmogorov_upper(d.value * sqrt(na / (na + nb) * nb));
	return d;
}

double ranks_wasserstein(struct ranks a, struct ranks b)
{
	struct walk w = { .a = a, .b = b };
	struct step at;
	double sum = 0, before = 0, apart = 0;
	uint64_t up_to_a = 0, up_to_b = 0;

	if (!a.total || !b.total)
		return NAN;
	while (walk_next(&w, &at)) {
		if (apart > 0)
			sum += apart * (at.value - before);
		up_to_a += at.a;
		up_to_b += at.b;
		apart = fabs((double)up_to_a / (double)a.total - (double)up_to_b / (double)b.total);
		before = at.value;
	}
	return sum;
}
