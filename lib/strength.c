/* strength - do half of the rows predict the segments of the other half? */
#include "strength.h"

#include <math.h>

#include "kmeans.h"
#include "resample.h"

#define RESTARTS 2
#define SWAPS 8

struct splitting {
	struct mat x;
	const struct strength_options *o;
	double *part; /* [split][k - 1] */
};

double strength_worst(const uint32_t *label, const uint32_t *other, size_t rows, size_t k)
{
	struct arena scratch = { 0 };
	uint64_t *both = ARENA_ARRAY(&scratch, uint64_t, k * k);
	double worst = 1;

	for (size_t i = 0; i < rows; i++)
		both[label[i] * k + other[i]]++;
	for (size_t c = 0; c < k; c++) {
		double kept = 0, n = 0;

		for (size_t e = 0; e < k; e++) {
			double m = (double)both[c * k + e];

			kept += m * (m - 1);
			n += m;
		}
		if (n > 1)
			worst = fmin(worst, kept / (n * (n - 1)));
	}
	arena_release(&scratch);
	return worst;
}

/* How well the centres of one half keep the segments of the other. */
static double predicted(const struct kmeans *fit, const struct kmeans *by, struct mat x)
{
	struct arena scratch = { 0 };
	uint32_t *other = ARENA_ARRAY(&scratch, uint32_t, x.rows);
	double worst;

	for (size_t i = 0; i < x.rows; i++)
		other[i] = (uint32_t)kmeans_assign(by->centres, mat_row(x, i)).label;
	worst = strength_worst(fit->label, other, x.rows, fit->centres.rows);
	arena_release(&scratch);
	return worst;
}

static double split_once(const struct mat half[2], size_t k, uint64_t seed)
{
	struct arena scratch = { 0 };
	struct kmeans_options how = {
		.k = k, .restarts = RESTARTS, .seed = seed, .polish = true, .swaps = SWAPS
	};
	struct kmeans fit[2];
	double strength = NAN;

	if (kmeans_fit(&fit[0], &scratch, half[0], &how) == KMEANS_DONE &&
	    kmeans_fit(&fit[1], &scratch, half[1], &how) == KMEANS_DONE)
		strength =
			(predicted(&fit[0], &fit[1], half[0]) + predicted(&fit[1], &fit[0], half[1])) / 2;
	arena_release(&scratch);
	return strength;
}

static void split(void *arg, size_t number)
{
	const struct splitting *s = arg;
	struct arena scratch = { 0 };
	struct rng r = rng_stream(s->o->seed, "strength", number);
	struct mat half[2];

	resample_halve(&scratch, s->x, &r, half);
	for (size_t k = 2; k <= s->o->most; k++)
		s->part[number * s->o->most + k - 1] = split_once(half, k, s->o->seed);
	arena_release(&scratch);
}

void strength_mean(double *out, const double *part, size_t splits, size_t most)
{
	for (size_t k = 1; k <= most; k++) {
		out[k - 1] = k == 1;
		for (size_t i = 0; k > 1 && i < splits; i++)
			out[k - 1] += part[i * most + k - 1] / (double)splits;
	}
}

void strength_fit(double *out, struct mat x, const struct strength_options *o)
{
	struct arena scratch = { 0 };
	struct splitting s = { x, o, ARENA_ARRAY(&scratch, double, o->splits * o->most) };

	tiles_each_run(o->each, o->splits, split, &s);
	strength_mean(out, s.part, o->splits, o->most);
	arena_release(&scratch);
}
