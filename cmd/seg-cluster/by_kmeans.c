/* by_kmeans - segments around middles: a row of the table of methods. */
#include "by_kmeans.h"

#include "diag.h"
#include "stability.h"

#define MANY 300000 /* rows of which no second copy is made */

void by_kmeans_choose(struct search *s, struct mat some)
{
	choose_fit(&s->choose, &s->features->keep, some,
	           &(struct choose_options){ s->most, s->how.seed, s->how.each, s->features->together });
	if (!s->choose.most)
		die(STATUS_INPUT, "the scaled features are too large to be squared");
}

void by_kmeans_fit(struct search *s)
{
	struct kmeans fit;
	struct kmeans_options how = s->how;

	how.borrow = s->features->x.rows >= MANY;
	switch (kmeans_fit(&fit, &s->features->keep, s->features->x, &how)) {
	case KMEANS_DONE:
		break;
	case KMEANS_FEW_DISTINCT:
		die(STATUS_INPUT,
		    "only %zu distinct row%s for -k %zu: choose a smaller -k or other features",
		    fit.distinct, fit.distinct == 1 ? "" : "s", s->how.k);
	case KMEANS_RANGE:
		die(STATUS_INPUT, "the scaled features are too large to be squared");
	}
	if (!fit.converged)
		note("the segments had not settled after %zu passes; another --seed may help",
		     fit.iterations);
	s->fit = (struct search_fit){ { .kind = rule_kind_find(str_of("kmeans")), .centres = fit.centres },
		                      fit.label,
		                      fit.count,
		                      fit.inertia,
		                      fit.iterations,
		                      NULL };
}

void by_kmeans_without(struct search *s, size_t c)
{
	rule_without(&s->fit.rule, c);
	s->how.start = s->fit.rule.centres;
	s->how.k = s->how.start.rows;
	by_kmeans_fit(s);
}

void by_kmeans_draw(struct search *s, struct mat some, const uint32_t *label)
{
	stability_fit(s->segments->stability, some, label,
	              &(struct stability_options){ s->fit.rule.centres.rows, s->draws, s->how.seed,
	                                           s->how.each });
}
