/* choose - how many segments are there? */
#include "choose.h"

#include <math.h>

#include "chance.h"
#include "kmeans.h"
#include "resample.h"
#include "strength.h"

#define SETS 50   /* references of the gap */
#define SPLITS 20 /* into halves */
#define RESTARTS 5
#define SWAPS 20

struct trying {
	const struct tiles *tiles;
	const struct choose_options *o;
	struct kmeans *fit; /* of k - 1 */
	struct arena *keep; /* one for each k */
};

static void try_k(void *arg, size_t i)
{
	const struct trying *t = arg;
	size_t k = t->o->most - i; /* the long ones first */
	struct kmeans_options how = {
		.k = k, .restarts = RESTARTS, .seed = t->o->seed, .polish = true, .swaps = SWAPS
	};

	if (kmeans_fit_tiles(&t->fit[k - 1], &t->keep[k - 1], t->tiles, &how) != KMEANS_DONE)
		t->fit[k - 1].centres.rows = 0;
}

/* Labels of the rows of a sample. */
static uint32_t *labels_of(struct arena *a, const struct kmeans *fit, struct resample s)
{
	uint32_t *label = ARENA_ARRAY(a, uint32_t, s.n);

	for (size_t i = 0; i < s.n; i++)
		label[i] = fit->label[s.row[i]];
	return label;
}

static void score(struct choose_vote *v, const struct kmeans *fit, struct mat x,
                  const struct choose_options *o)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(o->seed, "silhouette", 0);
	struct resample some = resample_some(&scratch, x.rows, CHOOSE_SILHOUETTE, &r);

	v->inertia = fit->inertia;
	validity_sums(&v->validity, x, fit->label, v->k);
	validity_silhouette(&v->validity, resample_rows(&scratch, x, some),
	                    labels_of(&scratch, fit, some), v->k, o->each);
	arena_release(&scratch);
}

static void try_all(struct choose *c, struct arena *a, struct mat x, const struct choose_options *o)
{
	struct arena scratch = { 0 };
	struct tiles tiles;
	struct trying t = { &tiles, o, ARENA_ARRAY(&scratch, struct kmeans, o->most),
		            ARENA_ARRAY(&scratch, struct arena, o->most) };

	if (tiles_init(&tiles, x, (struct tiles_each){ 0 }))
		tiles_each_run(o->each, o->most, try_k, &t);
	c->vote = ARENA_ARRAY(a, struct choose_vote, o->most);
	for (size_t k = 1; k <= o->most && t.fit[k - 1].centres.rows; k++) {
		c->vote[c->most++].k = k;
		score(&c->vote[k - 1], &t.fit[k - 1], x, o);
	}
	for (size_t k = 0; k < o->most; k++)
		arena_release(&t.keep[k]);
	tiles_release(&tiles);
	arena_release(&scratch);
}

static void ask_resamples(struct choose *c, struct mat x, const struct choose_options *o)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(o->seed, "choose", 0);
	struct mat small =
		resample_rows(&scratch, x, resample_some(&scratch, x.rows, CHOOSE_SMALL, &r));
	double *strength = ARENA_ARRAY(&scratch, double, c->most);
	struct chance gap;

	chance_fit(&gap, &scratch, small,
	           &(struct chance_options){ .most = c->most,
	                                     .sets = SETS,
	                                     .seed = o->seed,
	                                     .each = o->each,
	                                     .together = o->together });
	strength_fit(strength, small, &(struct strength_options){ c->most, SPLITS, o->seed, o->each });
	for (size_t i = 0; i < c->most; i++) {
		c->vote[i].gap = gap.gap[i];
		c->vote[i].gap_se = gap.se[i];
		c->vote[i].strength = strength[i];
	}
	c->lead = gap.lead;
	c->p = gap.p;
	arena_release(&scratch);
}

/* --- the judges --- */

static double macro(const struct choose_vote *v)
{
	return v->validity.macro;
}

static double ch(const struct choose_vote *v)
{
	return v->validity.ch;
}

static double db(const struct choose_vote *v)
{
	return -v->validity.db;
}

static double gap(const struct choose_vote *v)
{
	return v->gap;
}

static const struct {
	double (*of)(const struct choose_vote *v); /* large is good */
	double weight;
} judges[] = { { macro, 1 }, { ch, 1 }, { db, 1 }, { gap, 3 } };
#define JUDGES (sizeof(judges) / sizeof(*judges))

static bool may_be(const struct choose_vote *v)
{
	return v->k > 1 && v->strength >= CHOOSE_WEAK;
}

/* The place of vote v among those that may be, from 1; equals share the middle of theirs. */
static double place(const struct choose *c, const struct choose_vote *v, size_t judge)
{
	double own = judges[judge].of(v), at = 1;

	for (size_t i = 0; i < c->most; i++) {
		double other = judges[judge].of(&c->vote[i]);

		if (&c->vote[i] == v || !may_be(&c->vote[i]))
			continue;
		if (other > own || (isnan(own) && !isnan(other)))
			at++;
		else if (other == own || (isnan(own) && isnan(other)))
			at += 0.5;
	}
	return at;
}

/* Rows that fill fewer dimensions than there are columns beat chance the more, the more segments: a smaller k whose
 * segments lie much farther apart, and predict as well, goes before. */
static void prefer_clear(struct choose *c)
{
	double strength = c->vote[c->k - 1].strength,
	       most = c->vote[c->k - 1].validity.macro + CHOOSE_CLEAR;

	for (size_t i = 0, k = c->k; i < k; i++) {
		const struct choose_vote *v = &c->vote[i];

		if (may_be(v) && v->strength >= strength && v->validity.macro >= most) {
			most = v->validity.macro;
			c->k = v->k;
		}
	}
}

void choose_decide(struct choose *c)
{
	double best = INFINITY, all = 0;

	for (size_t j = 0; j < JUDGES; j++)
		all += judges[j].weight;
	for (size_t i = 0; i < c->most; i++) {
		struct choose_vote *v = &c->vote[i];

		v->place = NAN;
		if (!may_be(v))
			continue;
		v->place = 0;
		for (size_t j = 0; j < JUDGES; j++)
			v->place += judges[j].weight * place(c, v, j) / all;
		if (v->place <= best) {
			best = v->place;
			c->k = v->k;
		}
	}
	prefer_clear(c);
	if (!(c->lead >= CHOOSE_LEAD && c->p <= CHOOSE_CHANCE))
		c->k = 1;
	if (c->k > 1)
		c->verdict = c->vote[c->k - 1].strength < CHOOSE_PASSES ? CHOOSE_MAYBE : CHOOSE_FOUND;
}

void choose_fit(struct choose *out, struct arena *a, struct mat x, const struct choose_options *o)
{
	*out = (struct choose){ .k = 1, .lead = NAN, .p = NAN };
	try_all(out, a, x, o);
	if (out->most > 1)
		ask_resamples(out, x, o);
	choose_decide(out);
}
