/* residuals - how far foretold numbers are from what came. */
#include "residuals.h"

#include <math.h>
#include <stdlib.h>

#include "draws.h"
#include "memory.h"
#include "quantile.h"

const char *const residuals_names[RESIDUALS_METRICS] = { "mean", "bias", "rmse", "mae", "r_squared" };

static void measure(double *out, const double *foretold, const double *came, const double *weight,
                    size_t n)
{
	double mass = 0, mean = 0, bias = 0, squares = 0, sizes = 0, spread = 0;

	for (size_t i = 0; i < n; i++) {
		double w = weight ? weight[i] : 1, off = foretold[i] - came[i];

		mass += w;
		mean += w * came[i];
		bias += w * off;
		squares += w * off * off;
		sizes += w * fabs(off);
	}
	mean /= mass;
	for (size_t i = 0; i < n; i++)
		spread += (weight ? weight[i] : 1) * (came[i] - mean) * (came[i] - mean);
	out[RESIDUALS_MEAN] = mean;
	out[RESIDUALS_BIAS] = bias / mass;
	out[RESIDUALS_RMSE] = sqrt(squares / mass);
	out[RESIDUALS_MAE] = sizes / mass;
	out[RESIDUALS_R2] = spread > 0 ? 1 - squares / spread : NAN;
}

void residuals_take(struct residuals *out, const double *foretold, const double *came, size_t n,
                    size_t repeats, double confidence, uint64_t seed)
{
	double *value = memory_get(repeats, RESIDUALS_METRICS * sizeof(*value));
	double *weight = memory_get(n, sizeof(*weight)), *one = memory_get(repeats, sizeof(*one));

	measure(out->value, foretold, came, NULL, n);
	for (size_t k = 0; k < repeats; k++) {
		struct rng r = rng_stream(seed, "bootstrap", k);

		for (size_t i = 0; i < n; i++)
			weight[i] = draws_poisson(&r);
		measure(value + k * RESIDUALS_METRICS, foretold, came, weight, n);
	}
	for (size_t m = 0; m < RESIDUALS_METRICS; m++) {
		size_t there = 0;

		for (size_t k = 0; k < repeats; k++)
			if (!isnan(value[k * RESIDUALS_METRICS + m]))
				one[there++] = value[k * RESIDUALS_METRICS + m];
		quantile_middle(one, there, confidence, &out->low[m], &out->high[m]);
	}
	free(value);
	free(weight);
	free(one);
}
