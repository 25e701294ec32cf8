/* elect - how many segments are there, and which come back, for any method that ends in a rule. */
#include "elect.h"

#include <math.h>
#include <string.h>

#include "chance.h"
#include "resample.h"
#include "stability.h"
#include "strength.h"

#define SETS 50         /* references of the gap, as in choose.c */
#define SPLITS 20       /* into halves */
#define SILHOUETTE 2000 /* rows, where distances are not those of validity.h */

static bool find(const struct elect_options *o, struct arena *a, struct mat x, size_t k, struct rule *rule)
{
	return x.rows >= k && o->finder->find(o->finder, a, x, k, o->seed, rule) &&
	       rule->centres.rows == k;
}

/* --- what each k is worth --- */

/* Mean distance of a row to the rows of each segment, by the rule; the row itself is not counted. */
static void mean_away(const struct rule *rule, struct mat x, const uint32_t *label, size_t row,
                      const double *size, double *away)
{
	memset(away, 0, rule->centres.rows * sizeof(*away));
	for (size_t i = 0; i < x.rows; i++) {
		double d = mixed_away(&rule->mixed, mat_row(x, row), mat_row(x, i));

		away[label[i]] += rule->mixed.gower ? d : sqrt(d);
	}
	for (size_t c = 0; c < rule->centres.rows; c++)
		away[c] /= size[c] - (c == label[row]);
}

static double silhouette(const double *away, const double *size, size_t k, size_t own)
{
	double next = INFINITY, most;

	for (size_t c = 0; c < k; c++)
		if (c != own && size[c] > 0)
			next = fmin(next, away[c]);
	most = fmax(away[own], next);
	return size[own] > 1 && most > 0 && isfinite(most) ? (next - away[own]) / most : 0;
}

static void score_mixed(struct choose_vote *v, const struct rule *rule, struct mat x, const uint32_t *label)
{
	struct arena scratch = { 0 };
	size_t k = rule->centres.rows, used = 0;
	double *size = ARENA_ARRAY(&scratch, double, k), *sum = ARENA_ARRAY(&scratch, double, k),
	       *away = ARENA_ARRAY(&scratch, double, k);

	for (size_t i = 0; i < x.rows; i++)
		size[label[i]]++;
	v->validity.macro = v->validity.micro = 0;
	for (size_t i = 0; i < x.rows; i++) {
		mean_away(rule, x, label, i, size, away);
		sum[label[i]] += silhouette(away, size, k, label[i]);
	}
	for (size_t c = 0; c < k; c++) {
		used += size[c] > 0;
		v->validity.micro += sum[c] / (double)x.rows;
		v->validity.macro += size[c] > 0 ? sum[c] / size[c] : 0;
	}
	v->validity.macro /= (double)used;
	if (k == 1)
		v->validity.macro = v->validity.micro = NAN;
	arena_release(&scratch);
}

struct trying {
	struct mat x;
	const struct elect_options *o;
	struct choose_vote *vote;
	bool *there;
};

static void try_k(void *arg, size_t i)
{
	const struct trying *t = arg;
	size_t k = t->o->most - i; /* the long ones first */
	struct arena scratch = { 0 };
	struct choose_vote *v = &t->vote[k - 1];
	uint32_t *label = ARENA_ARRAY(&scratch, uint32_t, t->x.rows);
	uint64_t *count = ARENA_ARRAY(&scratch, uint64_t, k);
	struct rule rule;

	v->k = k;
	v->validity = (struct validity){ NAN, NAN, NAN, NAN };
	t->there[k - 1] = find(t->o, &scratch, t->x, k, &rule);
	for (size_t c = 0; t->there[k - 1] && c < k; c++) {
		if (c == 0)
			rule_label(&rule, t->x, (struct tiles_each){ 0 }, label, count);
		t->there[k - 1] &= count[c] > 0;
	}
	if (t->there[k - 1]) {
		v->inertia = rule_cost(&rule, t->x, label);
		if (rule.kind->mixed) {
			struct mat x = t->x;

			x.rows = x.rows < SILHOUETTE ? x.rows : SILHOUETTE;
			score_mixed(v, &rule, x, label);
		} else {
			validity_sums(&v->validity, t->x, label, k);
			validity_silhouette(&v->validity, t->x, label, k, (struct tiles_each){ 0 });
		}
	}
	arena_release(&scratch);
}

/* --- what comes back --- */

struct halving {
	struct mat x;
	const struct elect_options *o;
	size_t most;
	double *part; /* [split][k - 1] */
};

static double predicted(const struct rule *own, const struct rule *by, struct mat x)
{
	struct arena scratch = { 0 };
	uint32_t *label = ARENA_ARRAY(&scratch, uint32_t, x.rows),
		 *other = ARENA_ARRAY(&scratch, uint32_t, x.rows);
	uint64_t *count = ARENA_ARRAY(&scratch, uint64_t, own->centres.rows);
	double worst;

	rule_label(own, x, (struct tiles_each){ 0 }, label, count);
	rule_label(by, x, (struct tiles_each){ 0 }, other, count);
	worst = strength_worst(label, other, x.rows, own->centres.rows);
	arena_release(&scratch);
	return worst;
}

static void halve(void *arg, size_t number)
{
	const struct halving *h = arg;
	struct arena scratch = { 0 };
	struct rng r = rng_stream(h->o->seed, "strength", number);
	struct mat half[2];
	struct rule rule[2];

	resample_halve(&scratch, h->x, &r, half);
	for (size_t k = 2; k <= h->most; k++) {
		double *out = &h->part[number * h->most + k - 1];

		*out = NAN;
		if (find(h->o, &scratch, half[0], k, &rule[0]) &&
		    find(h->o, &scratch, half[1], k, &rule[1]))
			*out = (predicted(&rule[0], &rule[1], half[0]) +
			        predicted(&rule[1], &rule[0], half[1])) /
			       2;
	}
	arena_release(&scratch);
}

static void ask_halves(struct choose *c, struct mat x, const struct elect_options *o)
{
	struct arena scratch = { 0 };
	struct halving h = { x, o, c->most, ARENA_ARRAY(&scratch, double, SPLITS * c->most) };
	double *mean = ARENA_ARRAY(&scratch, double, c->most);

	tiles_each_run(o->each, SPLITS, halve, &h);
	strength_mean(mean, h.part, SPLITS, c->most);
	for (size_t k = 1; k <= c->most; k++)
		c->vote[k - 1].strength = mean[k - 1];
	arena_release(&scratch);
}

static void log_costs(const void *how, struct mat x, size_t most, double *log_w)
{
	const struct elect_options *o = how;

	for (size_t k = 1; k <= most; k++) {
		struct arena scratch = { 0 };
		uint32_t *label = ARENA_ARRAY(&scratch, uint32_t, x.rows);
		uint64_t *count = ARENA_ARRAY(&scratch, uint64_t, k);
		struct rule rule;

		log_w[k - 1] = NAN;
		if (find(o, &scratch, x, k, &rule)) {
			double cost;

			rule_label(&rule, x, (struct tiles_each){ 0 }, label, count);
			cost = rule_cost(&rule, x, label);
			if (cost > 0)
				log_w[k - 1] = log(cost);
		}
		arena_release(&scratch);
	}
}

static void ask_chance(struct choose *c, struct mat x, const struct elect_options *o)
{
	struct arena scratch = { 0 };
	struct chance_options how = {
		.most = c->most, .sets = SETS, .seed = o->seed, .each = o->each, .together = o->together
	};
	struct chance gap;

	if (o->levels) {
		how.log_w = log_costs;
		how.how = o;
		how.levels = o->levels;
	}
	chance_fit(&gap, &scratch, x, &how);
	for (size_t i = 0; i < c->most; i++) {
		c->vote[i].gap = gap.gap[i];
		c->vote[i].gap_se = gap.se[i];
	}
	c->lead = gap.lead;
	c->p = gap.p;
	arena_release(&scratch);
}

static struct mat some_rows(struct arena *a, struct mat x, size_t most, const struct elect_options *o)
{
	struct rng r = rng_stream(o->seed, "choose", 0);

	return resample_rows(a, x, resample_some(a, x.rows, most, &r));
}

/* --- the choice --- */

/* The best of those at least so strong, if it is better than one heap; else 1. */
static size_t best_worth(const struct choose *c, const double *worth, double strength)
{
	size_t best = 0;

	for (size_t i = 1; i < c->most; i++)
		if (worth[i] > worth[best] && c->vote[i].strength >= strength)
			best = i;
	return best + 1;
}

static void decide_by_worth(struct choose *c, const double *worth)
{
	for (size_t i = 0; i < c->most; i++)
		c->vote[i].place = NAN;
	c->k = best_worth(c, worth, CHOOSE_PASSES);
	c->verdict = c->k > 1 ? CHOOSE_FOUND : CHOOSE_NONE;
	if (c->k > 1)
		return;
	c->k = best_worth(c, worth, CHOOSE_WEAK);
	c->verdict = c->k > 1 ? CHOOSE_MAYBE : CHOOSE_NONE;
}

void elect_fit(struct choose *out, struct arena *a, struct mat x, const struct elect_options *o)
{
	struct arena scratch = { 0 };
	struct mat tried = some_rows(&scratch, x, o->finder->rows, o);
	struct trying t = { tried, o, ARENA_ARRAY(a, struct choose_vote, o->most),
		            ARENA_ARRAY(&scratch, bool, o->most) };
	size_t small = o->levels ? ELECT_SMALL : CHOOSE_SMALL;

	*out = (struct choose){ .vote = t.vote, .k = 1, .lead = NAN, .p = NAN };
	tiles_each_run(o->each, o->most, try_k, &t);
	while (out->most < o->most && t.there[out->most])
		out->most++;
	for (size_t i = 0; i < out->most; i++)
		out->vote[i].gap = out->vote[i].gap_se = NAN;
	if (out->most > 1) {
		size_t rows = small < o->finder->rows ? small : o->finder->rows;

		ask_halves(out,
		           some_rows(&scratch, x, 2 * ELECT_SMALL < rows ? rows : 2 * ELECT_SMALL, o),
		           o);
		ask_chance(out, some_rows(&scratch, x, small, o), o);
	} else if (out->most) {
		out->vote[0].strength = 1;
	}
	if (o->worth)
		decide_by_worth(out, o->worth);
	else
		choose_decide(out);
	arena_release(&scratch);
}

/* --- stability --- */

struct drawing {
	struct mat x;
	const uint32_t *label;
	size_t k;
	const struct elect_options *o;
	double *part; /* [draw][k], NaN: does not count */
};

static void compare(const struct drawing *g, const struct resample *s, const struct rule *rule,
                    struct mat x, double *out)
{
	struct arena scratch = { 0 };
	size_t n = rule->centres.rows;
	uint32_t *old = ARENA_ARRAY(&scratch, uint32_t, s->n),
		 *now = ARENA_ARRAY(&scratch, uint32_t, s->n);

	rule_label(rule, x, (struct tiles_each){ 0 }, now, ARENA_ARRAY(&scratch, uint64_t, n));
	for (size_t i = 0; i < s->n; i++)
		old[i] = g->label[s->row[i]];
	stability_overlap(out, old, g->k, now, n, s->n);
	arena_release(&scratch);
}

static void draw(void *arg, size_t number)
{
	const struct drawing *g = arg;
	struct arena scratch = { 0 };
	struct rng r = rng_stream(g->o->seed, "stability", number);
	struct resample s = resample_boot(&scratch, g->x.rows, &r);
	struct mat x = resample_rows(&scratch, g->x, s);
	struct rule rule;

	for (size_t c = 0; c < g->k; c++)
		g->part[number * g->k + c] = NAN;
	if (find(g->o, &scratch, x, g->k, &rule))
		compare(g, &s, &rule, x, g->part + number * g->k);
	arena_release(&scratch);
}

void elect_stability(double *jaccard, struct mat x, const uint32_t *label, size_t k, size_t draws,
                     const struct elect_options *o)
{
	struct arena scratch = { 0 };
	struct rng r = rng_stream(o->seed, "stability rows", 0);
	struct resample some = resample_some(&scratch, x.rows, o->finder->rows, &r);
	uint32_t *own = ARENA_ARRAY(&scratch, uint32_t, some.n);
	struct drawing g = { resample_rows(&scratch, x, some), own, k, o,
		             ARENA_ARRAY(&scratch, double, draws *k) };

	for (size_t i = 0; i < some.n; i++)
		own[i] = label[some.row[i]];
	tiles_each_run(o->each, draws, draw, &g);
	stability_mean(jaccard, g.part, draws, k);
	arena_release(&scratch);
}
