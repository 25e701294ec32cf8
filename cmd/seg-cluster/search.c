/* search - the segments themselves: how many, where, and which of them come back. */
#include "search.h"

#include <math.h>

#include "agree.h"
#include "diag.h"
#include "method.h"
#include "out.h"
#include "resample.h"
#include "stability.h"

#define TELLING 50 /* customers, of whom it can be said that they shade into one another */

/* Some of the rows, the same for all that is drawn from them. */
static struct resample sample(const struct search *s, struct arena *a)
{
	struct rng r = rng_stream(s->how.seed, "sample", 0);

	return resample_some(a, s->features->x.rows, s->sample, &r);
}

/* --- how many --- */

/* The number of segments that half of the customers predict best, 0 when there is none to speak of. */
static size_t most_repeatable(const struct choose *c)
{
	size_t best = 0;

	for (size_t i = 1; i < c->most; i++)
		if (c->vote[i].strength >= CHOOSE_WEAK &&
		    (!best || c->vote[i].strength > c->vote[best].strength))
			best = i;
	return best ? best + 1 : 0;
}

static void say_none(const struct choose *c, size_t rows)
{
	size_t k = most_repeatable(c);

	if (rows < TELLING)
		note("%zu customer%s too few to tell whether there are segments, so all are one",
		     rows, rows == 1 ? " is" : "s are");
	else
		note("no stable structure: customers shade into one another, so all are one "
		     "segment");
	if (k)
		note("to work with groups all the same, take -k %zu, which each half of the "
		     "customers splits most like the other (prediction strength %.2f of 1), or "
		     "rules, such as the RFM grid of seg-features",
		     k, c->vote[k - 1].strength);
	else
		note("to work with groups all the same, go by rules, such as the RFM grid of "
		     "seg-features, or split for convenience with -k N");
}

static void say_choice(const struct search *s)
{
	const struct choose *c = &s->choose;

	switch (c->verdict) {
	case CHOOSE_FOUND:
		note("%zu segments (prediction strength %.2f of 1; --write-votes shows what speaks "
		     "for each number)",
		     c->k, c->vote[c->k - 1].strength);
		break;
	case CHOOSE_MAYBE:
		note("%zu segments, but their borders may move when customers change (prediction "
		     "strength %.2f, firm from %g)",
		     c->k, c->vote[c->k - 1].strength, CHOOSE_PASSES);
		break;
	case CHOOSE_NONE:
		say_none(c, s->features->x.rows);
	}
}

/* Whether each of the earlier segments has most of its customers in common with one of as many that are found now. */
static bool come_back(struct search *s)
{
	const struct earlier *before = s->before;
	struct arena scratch = { 0 };
	uint64_t *table;
	size_t k;
	bool all = true;

	s->how.k = before->n;
	s->method->fit(s);
	k = s->fit.rule.centres.rows;
	table = earlier_table(before, &scratch, s->features->x.rows, s->fit.label, k);
	for (size_t o = 0; o < before->n; o++) {
		double best = 0;

		for (size_t c = 0; c < k; c++)
			best = fmax(best, agree_jaccard(table, before->n, k, o, c));
		all &= best > STABILITY_DISSOLVED;
	}
	s->how.k = 0;
	arena_release(&scratch);
	return all;
}

/* Those who know their segments should not learn others for a trifle: as many as before are kept at a strength that
 * would not do for new ones, or when they come back. */
static void keep_number(struct search *s)
{
	struct choose *c = &s->choose;
	size_t before = s->before ? s->before->n : 0;
	double strength;

	if (c->verdict == CHOOSE_NONE || before < 2 || before > c->most || before == c->k)
		return;
	strength = c->vote[before - 1].strength;
	if (!(strength >= CHOOSE_KEPT) && !come_back(s))
		return;
	note("as many segments as before, though %zu would be chosen anew", c->k);
	c->k = before;
	c->verdict = strength < CHOOSE_PASSES ? CHOOSE_MAYBE : CHOOSE_FOUND;
}

static void put_vote(struct buf *b, const struct choose *c, const struct choose_vote *v)
{
	const double cell[] = { v->inertia,     v->validity.macro, v->validity.micro,
		                v->validity.ch, v->validity.db,    v->gap,
		                v->gap_se,      v->strength,       v->place };

	buf_printf(b, "%zu", v->k);
	for (size_t i = 0; i < sizeof(cell) / sizeof(*cell); i++) {
		buf_char(b, '\t');
		buf_double(b, cell[i]);
	}
	buf_printf(b, "\t%s", v->k == c->k ? "yes" : "no");
}

/* What a mixture is worth; nothing for other methods. */
static void put_likelihood(struct buf *b, const struct search_likelihood *l)
{
	buf_printf(b, "\t%s\t", l && l->family ? l->family->name : "");
	buf_double(b, l ? l->bic : NAN);
	buf_char(b, '\t');
	buf_double(b, l ? l->icl : NAN);
	buf_char(b, '\n');
}

static void write_votes(const struct search *s)
{
	struct out *out = out_open_side(s->votes, "write-votes");
	struct buf text = { 0 };

	buf_text(
		&text,
		"k\tinertia\tsilhouette_macro\tsilhouette\tcalinski_harabasz\tdavies_bouldin\tgap\t"
		"gap_se\tprediction_strength\tplace\tchosen\tfamily\tbic\ticl\n");
	for (size_t i = 0; i < s->choose.most; i++) {
		put_vote(&text, &s->choose, &s->choose.vote[i]);
		put_likelihood(&text, s->likelihood ? &s->likelihood[i] : NULL);
	}
	out_take(out, &text);
	out_close(out);
	buf_release(&text);
}

static void choose(struct search *s)
{
	struct arena scratch = { 0 };
	struct mat some = resample_rows(&scratch, s->features->x, sample(s, &scratch));

	s->method->choose(s, some);
	if (!s->how.k) {
		keep_number(s);
		s->how.k = s->choose.k;
		say_choice(s);
	}
	if (s->votes)
		write_votes(s);
	arena_release(&scratch);
}

/* --- where --- */

static size_t smallest(const struct search_fit *fit)
{
	size_t least = 0;

	for (size_t c = 1; c < fit->rule.centres.rows; c++)
		if (fit->count[c] < fit->count[least])
			least = c;
	return least;
}

/* Takes the smallest segment away, so that its rows go where they are nearest, until all are large enough. */
static void merge_small(struct search *s)
{
	double rows = (double)s->features->x.rows, least = s->least < 1 ? s->least * rows : s->least;
	size_t before = s->fit.rule.centres.rows, c;

	while (s->how.k > 1 && (double)s->fit.count[c = smallest(&s->fit)] < least)
		s->method->without(s, c);
	if (s->fit.rule.centres.rows < before)
		note("%zu segment%s of fewer than %.0f customers joined the nearest: %zu left",
		     before - s->fit.rule.centres.rows, before - s->fit.rule.centres.rows == 1 ? "" : "s",
		     ceil(least), s->fit.rule.centres.rows);
}

/* --- which come back --- */

static void draw(struct search *s)
{
	struct arena scratch = { 0 };
	struct resample some = sample(s, &scratch);
	uint32_t *label = ARENA_ARRAY(&scratch, uint32_t, some.n);

	for (size_t i = 0; i < some.n; i++)
		label[i] = s->fit.label[some.row[i]];
	s->method->draw(s, resample_rows(&scratch, s->features->x, some), label);
	arena_release(&scratch);
}

void search_run(struct search *s)
{
	if (!s->how.k || s->votes)
		choose(s);
	s->method->fit(s);
	if (s->least > 0)
		merge_small(s);
	segments_fit(s->segments, &s->features->keep, &s->fit.rule, s->fit.count);
	s->segments->objective = s->fit.objective;
	s->segments->path = s->fit.path;
	s->segments->seed = s->how.seed;
	s->segments->restarts = s->how.restarts;
	if (s->draws)
		draw(s);
}
