/* stability - which segments come back when other customers happen to be there? */
#include "stability.h"

#include <math.h>

#include "kmeans.h"
#include "resample.h"

#define RESTARTS 2
#define SWAPS 4

struct drawing {
	struct mat x;
	const uint32_t *label;
	const struct stability_options *o;
	double *part; /* [draw][k], NaN: does not count */
};

/* The largest overlap of each segment with one of `fit`. */
static void compare(const struct drawing *g, const struct resample *s, const struct kmeans *fit,
                    double *out)
{
	struct arena scratch = { 0 };
	size_t k = g->o->k;
	double *both = ARENA_ARRAY(&scratch, double, k *k), *old = ARENA_ARRAY(&scratch, double, k),
	       *new = ARENA_ARRAY(&scratch, double, k);

	for (size_t i = 0; i < s->n; i++) {
		size_t a = g->label[s->row[i]], b = fit->label[i];

		both[a * k + b]++;
		old[a]++;
		new[b]++;
	}
	for (size_t a = 0; a < k; a++)
		for (size_t b = 0; b < k && old[a] > 0; b++) {
			double jaccard = both[a * k + b] / (old[a] + new[b] - both[a * k + b]);

			if (!(out[a] >= jaccard))
				out[a] = jaccard;
		}
	arena_release(&scratch);
}

static void draw(void *arg, size_t number)
{
	const struct drawing *g = arg;
	struct arena scratch = { 0 };
	struct rng r = rng_stream(g->o->seed, "stability", number);
	struct resample s = resample_boot(&scratch, g->x.rows, &r);
	struct kmeans_options how = {
		.k = g->o->k, .restarts = RESTARTS, .seed = g->o->seed, .polish = true, .swaps = SWAPS
	};
	double *out = g->part + number * g->o->k;
	struct kmeans fit;

	for (size_t c = 0; c < g->o->k; c++)
		out[c] = NAN;
	if (kmeans_fit(&fit, &scratch, resample_rows(&scratch, g->x, s), &how) == KMEANS_DONE)
		compare(g, &s, &fit, out);
	arena_release(&scratch);
}

void stability_fit(double *jaccard, struct mat x, const uint32_t *label,
                   const struct stability_options *o)
{
	struct arena scratch = { 0 };
	struct drawing g = { x, label, o, ARENA_ARRAY(&scratch, double, o->draws * o->k) };

	tiles_each_run(o->each, o->draws, draw, &g);
	for (size_t c = 0; c < o->k; c++) {
		double sum = 0, n = 0;

		for (size_t b = 0; b < o->draws; b++)
			if (!isnan(g.part[b * o->k + c])) {
				sum += g.part[b * o->k + c];
				n++;
			}
		jaccard[c] = n > 0 ? sum / n : NAN;
	}
	arena_release(&scratch);
}

const char *stability_word(double jaccard)
{
	return isnan(jaccard)                   ? "unknown"
	       : jaccard <= STABILITY_DISSOLVED ? "dissolved"
	       : jaccard < 0.6                  ? "doubtful"
	       : jaccard < 0.75                 ? "pattern"
	       : jaccard < 0.85                 ? "valid"
	                                        : "highly stable";
}
