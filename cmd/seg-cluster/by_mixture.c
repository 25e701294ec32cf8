/* by_mixture - segments as normal distributions: a row of the table of methods. */
#include "by_mixture.h"

#include <math.h>

#include "ascent.h"
#include "by_rule.h"
#include "diag.h"
#include "resample.h"

#define GAIN 1e-5  /* where several are compared */
#define TRIED 5000 /* rows where they are fitted many times */

static struct ascent_options how(const struct search *s, const struct family *family)
{
	return (struct ascent_options){ .family = family,
		                        .k = s->how.k,
		                        .restarts = s->how.restarts,
		                        .seed = s->how.seed,
		                        .start = s->how.start };
}

/* The family with the best criterion on these rows, and what it is worth there; no family when none can be fitted. */
static struct search_likelihood best_family(const struct search *s, const struct tiles *x, size_t k,
                                            size_t restarts)
{
	struct search_likelihood best = { NULL, NAN, NAN };

	for (size_t i = 0; i < family_count; i++) {
		struct arena scratch = { 0 };
		struct ascent_options o = how(s, &family_all[i]);
		struct mixture_fit fit;

		o.k = k;
		o.gain = GAIN;
		o.restarts = restarts;
		if ((!s->family || s->family == &family_all[i]) &&
		    ascent_fit(&fit, &scratch, x, &o) && (!fit.singular || s->family) &&
		    (!best.family || (s->icl ? fit.icl > best.icl : fit.bic > best.bic)))
			best = (struct search_likelihood){ &family_all[i], fit.bic, fit.icl };
		arena_release(&scratch);
	}
	return best;
}

/* --- how many --- */

struct trying {
	const struct search *s;
	const struct tiles *some;
	struct search_likelihood *worth;
};

static void try_k(void *arg, size_t i)
{
	const struct trying *t = arg;
	size_t k = t->s->most - i; /* the long ones first */

	t->worth[k - 1] = best_family(t->s, t->some, k, 2);
}

void by_mixture_choose(struct search *s, struct mat some)
{
	struct arena *keep = &s->features->keep;
	struct rng r = rng_stream(s->how.seed, "mixture some", 0);
	struct mat x = resample_rows(keep, some, resample_some(keep, some.rows, TRIED, &r));
	double *worth = ARENA_ARRAY(keep, double, s->most);
	struct tiles tiles;
	struct trying t = { s, &tiles, ARENA_ARRAY(keep, struct search_likelihood, s->most) };

	if (!tiles_init(&tiles, x, (struct tiles_each){ 0 }))
		die(STATUS_INPUT, "the scaled features are too large to be squared");
	tiles_each_run(s->how.each, s->most, try_k, &t);
	tiles_release(&tiles);
	s->likelihood = t.worth;
	for (size_t i = 0; i < s->most; i++)
		worth[i] = s->icl ? t.worth[i].icl : t.worth[i].bic;
	by_rule_choose_worth(s, some, worth);
	if (!s->family && !s->how.k)
		s->family = t.worth[s->choose.k - 1].family;
}

static bool find(const struct rule_finder *f, struct arena *a, struct mat x, size_t k,
                 uint64_t seed, struct rule *out)
{
	const struct search *s = f->how;
	const struct family *family = s->family       ? s->family
	                              : s->likelihood ? s->likelihood[k - 1].family
	                                              : NULL;
	struct ascent_options o = { .family = family, .k = k, .seed = seed, .gain = GAIN };
	struct mixture_fit fit;
	struct tiles tiles;
	bool fine = tiles_init(&tiles, x, (struct tiles_each){ 0 }) && family &&
	            ascent_fit(&fit, a, &tiles, &o);

	tiles_release(&tiles);
	if (fine)
		*out = (struct rule){ .kind = rule_kind_find(str_of("mixture")),
			              .centres = fit.mixture.mean,
			              .mixture = fit.mixture };
	return fine;
}

struct rule_finder by_mixture_finder(const struct search *s)
{
	return (struct rule_finder){ find, s, TRIED };
}

/* --- where --- */

static const struct family *choose_family(const struct search *s)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(s->how.seed, "sample", 0);
	struct mat x = s->features->x;
	struct search_likelihood best = { 0 };
	struct tiles some;

	if (tiles_init(&some, resample_rows(&scratch, x, resample_some(&scratch, x.rows, s->sample, &r)),
	               s->how.each))
		best = best_family(s, &some, s->how.k, s->how.restarts);
	tiles_release(&some);
	arena_release(&scratch);
	return best.family;
}

void by_mixture_fit(struct search *s)
{
	struct arena *keep = &s->features->keep;
	struct ascent_options o;
	struct mixture_fit fit;
	struct tiles tiles;
	bool fine;

	by_rule_check(s);
	if (!s->family)
		s->family = choose_family(s);
	if (s->family && !s->family_given)
		note("family %s: %s (--family chooses another)", s->family->name, s->family->help);
	o = how(s, s->family);
	fine = tiles_init(&tiles, s->features->x, s->how.each) && s->family &&
	       ascent_fit(&fit, keep, &tiles, &o);
	tiles_release(&tiles);
	if (!fine)
		die(STATUS_INPUT, "the squares of the scaled features are too large or too small; "
		                  "use --recipe=auto, or another --method");
	if (!fit.converged)
		note("the segments had not settled after %zu passes", fit.iterations);
	s->fit.objective = fit.log_likelihood;
	s->fit.iterations = fit.iterations;
	by_rule_take(s, &(struct rule){ .kind = rule_kind_find(str_of("mixture")),
	                                .centres = fit.mixture.mean,
	                                .mixture = fit.mixture });
}
