/* by_mixed - segments of numbers and categories, around prototypes or medoids. */
#include "by_mixed.h"

#include "by_rule.h"
#include "diag.h"
#include "medoids.h"
#include "prototypes.h"
#include "resample.h"

#define MEDOIDS_ROWS 4000 /* that medoids are looked for among */
#define TRIED 2000        /* rows where segments are made many times */

/* Distances of these rows; which columns are categories is the same for all. */
static struct mixed weigh(const struct search *s, struct arena *a, struct mat x, bool gower)
{
	bool *category = ARENA_ARRAY(a, bool, x.columns);
	double *weight = ARENA_ARRAY(a, double, x.columns);

	for (size_t j = 0; j < x.columns; j++)
		category[j] = s->features->levels && s->features->levels[j];
	if (gower)
		mixed_weigh_gower(weight, category, x);
	else
		mixed_weigh_huang(weight, category, x);
	return (struct mixed){ x.columns, category, weight, gower };
}

static bool find_prototypes(const struct search *s, struct arena *a, struct mat x,
                            const struct prototypes_options *asked, struct rule *out)
{
	struct prototypes_options o = *asked;
	struct prototypes fit;

	out->kind = rule_kind_find(str_of("prototypes"));
	out->mixed = weigh(s, a, x, false);
	o.mixed = &out->mixed;
	o.levels = s->features->levels;
	if (!prototypes_fit(&fit, a, x, &o))
		return false;
	out->centres = fit.centres;
	return true;
}

/* The weights are those of x, the medoids rows of `some`. No row may stay in a model, and the middle value of each column
 * costs less anyway: so medoids say who belongs together, and the middles of these are the rule. */
static bool find_medoids(const struct search *s, struct arena *a, struct mat x, struct mat some,
                         const struct medoids_options *asked, struct rule *out)
{
	struct medoids_options o = *asked;
	struct medoids fit;
	size_t d = x.columns;
	uint32_t *label;

	out->kind = rule_kind_find(str_of("medoids"));
	out->mixed = weigh(s, a, x, true);
	o.mixed = &out->mixed;
	if (some.rows < o.k || !medoids_fit(&fit, a, some, &o))
		return false;
	out->centres = (struct mat){ ARENA_ARRAY(a, double, o.k *d), o.k, d, d };
	for (size_t c = 0; c < o.k; c++)
		memcpy(mat_row(out->centres, c), mat_row(some, fit.row[c]), d * sizeof(double));
	label = ARENA_ARRAY(a, uint32_t, x.rows);
	rule_label(out, x, (struct tiles_each){ 0 }, label, ARENA_ARRAY(a, uint64_t, o.k));
	mixed_middles(&out->mixed, x, label, out->centres);
	return true;
}

/* --- tried on some of the rows --- */

static bool try_prototypes(const struct rule_finder *f, struct arena *a, struct mat x, size_t k,
                           uint64_t seed, struct rule *out)
{
	return find_prototypes(f->how, a, x,
	                       &(struct prototypes_options){ .k = k, .restarts = 3, .seed = seed }, out);
}

struct rule_finder by_prototypes_finder(const struct search *s)
{
	return (struct rule_finder){ try_prototypes, s, TRIED };
}

static bool try_medoids(const struct rule_finder *f, struct arena *a, struct mat x, size_t k,
                        uint64_t seed, struct rule *out)
{
	return find_medoids(f->how, a, x, x,
	                    &(struct medoids_options){ .k = k, .restarts = 1, .seed = seed }, out);
}

struct rule_finder by_medoids_finder(const struct search *s)
{
	return (struct rule_finder){ try_medoids, s, TRIED };
}

/* --- of all rows --- */

static void take(struct search *s, bool found, const struct rule *rule)
{
	if (!found)
		die(STATUS_INPUT,
		    "the rows differ too little for -k %zu: choose a smaller -k or other features",
		    s->how.k);
	by_rule_take(s, rule);
	s->fit.objective = rule_cost(&s->fit.rule, s->features->x, s->fit.label);
}

void by_prototypes_fit(struct search *s)
{
	struct prototypes_options o = { .k = s->how.k, .restarts = s->how.restarts, .seed = s->how.seed };
	struct rule rule = { 0 };

	by_rule_check(s);
	take(s, find_prototypes(s, &s->features->keep, s->features->x, &o, &rule), &rule);
}

void by_medoids_fit(struct search *s)
{
	struct arena *keep = &s->features->keep;
	struct rng r = rng_stream(s->how.seed, "medoids", 0);
	struct mat x = s->features->x;
	struct resample some = resample_some(keep, x.rows, MEDOIDS_ROWS, &r);
	struct medoids_options o = { .k = s->how.k, .restarts = s->how.restarts, .seed = s->how.seed };
	struct rule rule = { 0 };

	by_rule_check(s);
	take(s, find_medoids(s, keep, x, resample_rows(keep, x, some), &o, &rule), &rule);
}
