/* calibration - makes chances come true as often as they say, by what came of others like them. */
#include "calibration.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "logit.h"
#include "memory.h"

#define LEAST 1e-9

static double inside(double chance)
{
	return fmin(fmax(chance, LEAST), 1 - LEAST);
}

/* --- Platt (1999): a logistic regression on the log odds --- */

static bool platt_fit(struct calibration *c, struct arena *keep, const double *chance,
                      const double *outcome, size_t n)
{
	struct arena scratch = { 0 };
	double *x = ARENA_ARRAY(&scratch, double, gram_tiles(n) * GRAM_ROWS);
	struct logit fit;

	(void)keep;
	for (size_t i = 0; i < n; i++)
		x[i] = log(chance[i] / (1 - chance[i]));
	logit_fit(&fit, &scratch,
	          &(struct logit_rows){ .x = { x, 1, NULL, NULL }, .y = outcome, .n = n });
	c->intercept = fit.beta[0];
	c->slope = fit.beta[1];
	arena_release(&scratch);
	return fit.converged && !fit.separated && c->slope > 0;
}

static double platt_apply(const struct calibration *c, double chance)
{
	return 1 / (1 + exp(-(c->intercept + c->slope * log(chance / (1 - chance)))));
}

/* --- isotonic: shares that rise with the chance (pool adjacent violators) --- */

struct pool {
	double low, high, yes, n; /* chances from, to */
};

static int by_chance(const void *a, const void *b)
{
	const struct pool *x = a, *y = b;

	return (x->low > y->low) - (x->low < y->low);
}

/* Joins equal chances, then neighbours whose shares fall; how many pools are left. */
static size_t join(struct pool *p, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct pool next = p[i];

		while (i + 1 < n && p[i + 1].low == next.low) {
			next.yes += p[++i].yes;
			next.n++;
		}
		while (kept && p[kept - 1].yes * next.n >= next.yes * p[kept - 1].n) {
			kept--;
			next.low = p[kept].low;
			next.yes += p[kept].yes;
			next.n += p[kept].n;
		}
		p[kept++] = next;
	}
	return kept;
}

/* A share of none or all would be a certainty: each pool gets one row more, of the share of everybody. */
static bool isotonic_fit(struct calibration *c, struct arena *keep, const double *chance,
                         const double *outcome, size_t n)
{
	struct pool *pool = memory_get(n, sizeof(*pool));
	double rate = 0, before = 0;
	size_t pools;

	for (size_t i = 0; i < n; i++) {
		pool[i] = (struct pool){ chance[i], chance[i], outcome[i], 1 };
		rate += outcome[i] / (double)n;
	}
	qsort(pool, n, sizeof(*pool), by_chance);
	pools = join(pool, n);
	c->knot = ARENA_ARRAY(keep, struct calibration_knot, 2 * pools);
	for (size_t i = 0; i < pools; i++) {
		double share = fmax((pool[i].yes + rate) / (pool[i].n + 1), before);

		c->knot[c->knots++] = (struct calibration_knot){ pool[i].low, share };
		if (pool[i].high > pool[i].low)
			c->knot[c->knots++] = (struct calibration_knot){ pool[i].high, share };
		before = share;
	}
	free(pool);
	return pools > 1;
}

static double isotonic_apply(const struct calibration *c, double chance)
{
	size_t low = 0, high = c->knots - 1;

	if (chance <= c->knot[0].chance)
		return c->knot[0].share;
	if (chance >= c->knot[high].chance)
		return c->knot[high].share;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (c->knot[middle].chance <= chance)
			low = middle;
		else
			high = middle;
	}
	return c->knot[low].share + (c->knot[high].share - c->knot[low].share) *
	                                    (chance - c->knot[low].chance) /
	                                    (c->knot[high].chance - c->knot[low].chance);
}

const struct calibration_kind calibration_kinds[] = {
	{ "platt", "a straight line in log odds", platt_fit, platt_apply },
	{ "isotonic", "steps that rise", isotonic_fit, isotonic_apply },
};

const size_t calibration_kind_count = sizeof(calibration_kinds) / sizeof(*calibration_kinds);

const struct calibration_kind *calibration_find(struct str name)
{
	for (size_t i = 0; i < calibration_kind_count; i++)
		if (str_is(name, calibration_kinds[i].name))
			return &calibration_kinds[i];
	return NULL;
}

void calibration_fit(struct calibration *out, struct arena *keep, const struct calibration_kind *kind,
                     const double *chance, const double *outcome, size_t n)
{
	*out = (struct calibration){ .kind = kind };
	if (!kind || !n || !kind->fit(out, keep, chance, outcome, n))
		*out = (struct calibration){ 0 };
}

double calibration_apply(const struct calibration *c, double chance)
{
	return c->kind ? inside(c->kind->apply(c, chance)) : chance;
}

/* --- the choice --- */

static double loss(double chance, double outcome)
{
	return -log(outcome > 0 ? chance : 1 - chance);
}

/* The loss of every row by a calibration that was fitted to every other one. */
static void cross_losses(const struct calibration_kind *kind, const double *chance,
                         const double *outcome, size_t n, double *out)
{
	double *c = memory_get(n, sizeof(*c)), *o = memory_get(n, sizeof(*o));

	for (size_t half = 0; half < 2; half++) {
		struct arena scratch = { 0 };
		struct calibration fit;
		size_t m = 0;

		for (size_t i = half; i < n; i += 2) {
			c[m] = chance[i];
			o[m++] = outcome[i];
		}
		calibration_fit(&fit, &scratch, kind, c, o, m);
		for (size_t i = 1 - half; i < n; i += 2)
			out[i] = loss(calibration_apply(&fit, chance[i]), outcome[i]);
		arena_release(&scratch);
	}
	free(c);
	free(o);
}

const struct calibration_kind *calibration_choose(const double *chance, const double *outcome, size_t n)
{
	double *best = memory_get(n, sizeof(*best)), *other = memory_get(n, sizeof(*other));
	const struct calibration_kind *chosen = NULL;

	cross_losses(NULL, chance, outcome, n, best);
	for (size_t k = 0; k < calibration_kind_count; k++) {
		double sum = 0, squares = 0, mean;

		cross_losses(&calibration_kinds[k], chance, outcome, n, other);
		for (size_t i = 0; i < n; i++) {
			sum += best[i] - other[i];
			squares += (best[i] - other[i]) * (best[i] - other[i]);
		}
		mean = sum / (double)n;
		if (!(mean > sqrt((squares / (double)n - mean * mean) / (double)n)))
			continue;
		memcpy(best, other, n * sizeof(*best));
		chosen = &calibration_kinds[k];
	}
	free(best);
	free(other);
	return chosen;
}
