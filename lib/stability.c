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

void stability_overlap(double *out, const uint32_t *old, size_t k, const uint32_t *now, size_t m, size_t n)
{
	struct arena scratch = { 0 };
	double *both = ARENA_ARRAY(&scratch, double, k *m), *was = ARENA_ARRAY(&scratch, double, k),
	       *is = ARENA_ARRAY(&scratch, double, m);

	for (size_t i = 0; i < n; i++) {
		both[old[i] * m + now[i]]++;
		was[old[i]]++;
		is[now[i]]++;
	}
	for (size_t c = 0; c < k; c++) {
		out[c] = NAN;
		for (size_t b = 0; b < m && was[c] > 0; b++)
			out[c] = fmax(out[c], both[c * m + b] / (was[c] + is[b] - both[c * m + b]));
	}
	arena_release(&scratch);
}

void stability_mean(double *jaccard, const double *part, size_t draws, size_t k)
{
	for (size_t c = 0; c < k; c++) {
		double sum = 0, n = 0;

		for (size_t b = 0; b < draws; b++)
			if (!isnan(part[b * k + c])) {
				sum += part[b * k + c];
				n++;
			}
		jaccard[c] = n > 0 ? sum / n : NAN;
	}
}

/* The labels there were, of the rows that were drawn. */
static const uint32_t *labels_of(struct arena *a, const uint32_t *label, const struct resample *s)
{
	uint32_t *own = ARENA_ARRAY(a, uint32_t, s->n);

	for (size_t i = 0; i < s->n; i++)
		own[i] = label[s->row[i]];
	return own;
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
		stability_overlap(out, labels_of(&scratch, g->label, &s), g->o->k, fit.label,
		                  g->o->k, s.n);
	arena_release(&scratch);
}

void stability_fit(double *jaccard, struct mat x, const uint32_t *label,
                   const struct stability_options *o)
{
	struct arena scratch = { 0 };
	struct drawing g = { x, label, o, ARENA_ARRAY(&scratch, double, o->draws * o->k) };

	tiles_each_run(o->each, o->draws, draw, &g);
	stability_mean(jaccard, g.part, o->draws, o->k);
	arena_release(&scratch);
}

/* fpc's manual says dissolved, not to be trusted, a pattern, valid and highly stable. */
static const struct stability_grade grades[] = {
	{ 0.85, "very stable", STABILITY_GOOD },
	{ 0.75, "stable", STABILITY_GOOD },
	{ 0.6, "pattern only", STABILITY_UNSURE },
	{ STABILITY_DISSOLVED, "do not rely on it", STABILITY_BAD },
	{ -INFINITY, "dissolved", STABILITY_BAD },
};

const struct stability_grade *stability_grade(double jaccard)
{
	const struct stability_grade *g = grades;

	if (isnan(jaccard))
		return NULL;
	while (jaccard < g->least || (g->least == STABILITY_DISSOLVED && jaccard == g->least))
		g++;
	return g;
}
