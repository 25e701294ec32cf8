/* ascent - a mixture from several starts, of which the best is followed to the top. */
#include "ascent.h"

#include <string.h>

#include "kmeans.h"
#include "plusplus.h"
#include "resample.h"
#include "ward.h"

#define SOME_WAY 1e-4 /* gain per row at which the climb of a start ends */
#define SOME_PASSES 200

struct trying {
	const struct tiles *some;
	struct mixture_options how;
	struct mixture_fit best;
	bool any;
};

static void try_start(struct trying *t, struct arena *a, struct mat start)
{
	struct mixture_fit fit;

	t->how.start = start;
	if (!mixture_fit(&fit, a, t->some, &t->how))
		return;
	if (!t->any || (t->best.singular && !fit.singular) ||
	    (t->best.singular == fit.singular && fit.icl > t->best.icl))
		t->best = fit;
	t->any = true;
}

static bool try_kmeans(struct trying *t, struct arena *a, const struct ascent_options *o)
{
	struct kmeans_options how = { .k = o->k, .restarts = 2, .seed = o->seed, .polish = true, .swaps = 20 };
	struct kmeans fit;

	if (kmeans_fit_tiles(&fit, a, t->some, &how) != KMEANS_DONE)
		return false;
	try_start(t, a, fit.centres);
	return true;
}

static void try_tree(struct trying *t, struct arena *a, size_t k, struct rng r)
{
	struct mat x = resample_rows(a, t->some->x, resample_some(a, t->some->x.rows, ASCENT_TREE, &r));
	struct mat mean = { ARENA_ARRAY(a, double, k *x.columns), k, x.columns, x.columns };
	uint32_t *label = ARENA_ARRAY(a, uint32_t, x.rows);
	double *rows = ARENA_ARRAY(a, double, k);
	struct ward ward;

	if (x.rows < k || !ward_fit(&ward, a, x, NULL))
		return;
	ward_cut(&ward, a, k, label);
	for (size_t i = 0; i < x.rows; i++) {
		rows[label[i]]++;
		for (size_t j = 0; j < x.columns; j++)
			mat_row(mean, label[i])[j] += mat_row(x, i)[j];
	}
	for (size_t c = 0; c < k; c++)
		for (size_t j = 0; j < x.columns; j++)
			mat_row(mean, c)[j] /= rows[c];
	try_start(t, a, mean);
}

static void try_draw(struct trying *t, struct arena *a, size_t k, struct rng r)
{
	size_t *row = plusplus_rows(a, t->some, k, r), d = t->some->x.columns;
	struct mat start = { ARENA_ARRAY(a, double, k *d), k, d, d };

	for (size_t c = 0; c < k; c++)
		memcpy(mat_row(start, c), mat_row(t->some->x, row[c]), d * sizeof(double));
	try_start(t, a, start);
}

bool ascent_fit(struct mixture_fit *out, struct arena *a, const struct tiles *x,
                const struct ascent_options *o)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(o->seed, "mixture", 0);
	struct mixture_options last = { .family = o->family, .start = o->start, .gain = o->gain };
	struct tiles some = { 0 };
	struct trying t = { .some = &some,
		            .how = { .family = o->family, .gain = SOME_WAY, .max_iter = SOME_PASSES } };
	bool fine = o->start.rows > 0;

	if (!fine) {
		fine = tiles_init(&some,
		                  resample_rows(&scratch, x->x,
		                                resample_some(&scratch, x->x.rows, ASCENT_ROWS, &r)),
		                  x->each) &&
		       try_kmeans(&t, &scratch, o);
		if (fine)
			try_tree(&t, &scratch, o->k, rng_stream(o->seed, "mixture tree", 0));
		for (size_t i = 0; fine && i < o->restarts; i++)
			try_draw(&t, &scratch, o->k, rng_stream(o->seed, "mixture start", i));
		tiles_release(&some);
		last.from = &t.best.mixture;
		fine &= t.any;
	}
	fine = fine && mixture_fit(out, a, x, &last);
	arena_release(&scratch);
	return fine;
}
