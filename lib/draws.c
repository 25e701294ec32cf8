/* draws - random numbers of the distributions that simulations need, from a stream of rng.h. */
#include "draws.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

#define FEW 24   /* fewer are drawn one by one */
#define CROWD 64 /* rows of a cell on average, from which on cells are drawn instead of rows */

static double positive(struct rng *r)
{
	return ((double)(rng_next(r) >> 11) + 0.5) * 0x1p-53;
}

double draws_exponential(struct rng *r)
{
	return -log(positive(r));
}

/* The log, because a small shape gives numbers too small for a double. */
static double log_gamma(struct rng *r, double shape)
{
	double more = shape < 1 ? log(positive(r)) / shape : 0;
	double d = (shape < 1 ? shape + 1 : shape) - 1. / 3, c = 1 / sqrt(9 * d);

	for (;;) {
		double z = rng_normal(r), v = 1 + c * z, u;

		if (v <= 0)
			continue;
		v = v * v * v;
		u = positive(r);
		if (log(u) < z * z / 2 + d - d * v + d * log(v))
			return log(d * v) + more;
	}
}

double draws_gamma(struct rng *r, double shape)
{
	return exp(log_gamma(r, shape));
}

double draws_beta(struct rng *r, double a, double b)
{
	double x = log_gamma(r, a), y = log_gamma(r, b);

	return 1 / (1 + exp(y - x));
}

double draws_poisson(struct rng *r)
{
	double u = rng_unit(r), p = exp(-1), sum = p, k = 0;

	while (u > sum && k < 20) {
		p /= ++k;
		sum += p;
	}
	return k;
}

uint64_t draws_binomial(struct rng *r, uint64_t n, double p)
{
	uint64_t hits = 0;

	while (n >= FEW && p > 0 && p < 1) {
		uint64_t middle = n / 2 + 1;
		double at = draws_beta(r, (double)middle, (double)(n + 1 - middle));

		if (at >= p) { /* the middle one and those above it have it not */
			n = middle - 1;
			p = p / at;
		} else {
			hits += middle;
			n -= middle;
			p = (p - at) / (1 - at);
		}
	}
	if (!(p > 0))
		return hits;
	if (p >= 1)
		return hits + n;
	for (; n > 0; n--)
		hits += rng_unit(r) < p;
	return hits;
}

/* One after the other, where there are not many to a cell. */
static void draw_each(struct rng *r, uint64_t *drawn, const uint64_t *count, size_t n, uint64_t total)
{
	uint32_t *cell = memory_get(total, sizeof(*cell));
	uint64_t at = 0;

	for (size_t i = 0; i < n; i++)
		for (uint64_t k = 0; k < count[i]; k++)
			cell[at++] = (uint32_t)i;
	for (at = 0; at < total; at++)
		drawn[cell[rng_below(r, total)]]++;
	free(cell);
}

void draws_anew(struct rng *r, uint64_t *drawn, const uint64_t *count, size_t n)
{
	uint64_t left = 0, rest = 0;

	for (size_t i = 0; i < n; i++) {
		rest += count[i];
		drawn[i] = 0;
	}
	if (rest / CROWD < n && n < UINT32_MAX) {
		draw_each(r, drawn, count, n, rest);
		return;
	}
	left = rest;
	for (size_t i = 0; i < n; i++) {
		if (!count[i])
			continue;
		drawn[i] = draws_binomial(r, left, (double)count[i] / (double)rest);
		left -= drawn[i];
		rest -= count[i];
	}
}
