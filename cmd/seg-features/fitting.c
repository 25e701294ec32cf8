/* fitting - what is known of everyone, from how all customers stand. */
#include "fitting.h"

#include <math.h>
#include <stdlib.h>

#include "cutter.h"
#include "memory.h"

#define DECILES 10
#define SUM_MOST ((__int128)1 << 120) /* so that percents of it can be compared */

/* A value, and how many have it. */
struct level {
	__int128 value;
	uint64_t n;
};

struct fitting {
	struct everyone *s;
	const struct standings *of;
	struct cutter orders, spend, decile;
	struct level *recency; /* ascending: the best first */
	size_t recencies, room;
	__int128 below; /* the sum of all spend so far */
	bool has_a, has_b;
	uint64_t gaps;    /* so far */
	double middle[2]; /* gaps in half days */
};

/* The larger customers until they have made 80 and 95 % of the total; those of equal spend stay together. */
static void see_class(struct fitting *f, __int128 value, uint64_t n)
{
	struct everyone *s = f->s;
	__int128 above;

	if (!s->has_total)
		return;
	f->below += value * (__int128)n;
	above = s->total - f->below;
	if (!f->has_a && above * 100 < s->total * 80) {
		f->has_a = true;
		s->least_a = value;
	}
	if (!f->has_b && above * 100 < s->total * 95) {
		f->has_b = true;
		s->least_b = value;
	}
}

/* The median lies between the gaps of these two places. */
static void see_gap(struct fitting *f, __int128 value, uint64_t n)
{
	uint64_t all = f->of->group[STANDING_GAP].n, place[2] = { (all - 1) / 2, all / 2 };

	for (size_t i = 0; i < 2; i++)
		if (place[i] >= f->gaps && place[i] < f->gaps + n)
			f->middle[i] = (double)value;
	f->gaps += n;
}

static void see(void *to, size_t group, __int128 value, uint64_t n)
{
	struct fitting *f = to;

	switch (group) {
	case SCORE_RECENCY:
		if (f->recencies == f->room) {
			f->room = f->room ? 2 * f->room : 256;
			f->recency = memory_resize(f->recency, f->room, sizeof(*f->recency));
		}
		f->recency[f->recencies++] = (struct level){ value, n };
		break;
	case SCORE_ORDERS:
		cutter_next(&f->orders, value, n);
		break;
	case SCORE_SPEND:
		cutter_next(&f->spend, value, n);
		cutter_next(&f->decile, value, n);
		see_class(f, value, n);
		break;
	case STANDING_GAP:
		see_gap(f, value, n);
		break;
	}
}

static void begin(struct cutter *c, struct rfm_cuts *out, const struct standings_group *g, size_t bins)
{
	cutter_begin(c, out, bins, g->n, g->best_n, false);
}

static void fit_recency(struct fitting *f, size_t bins)
{
	struct cutter c;

	cutter_begin(&c, &f->s->cut[SCORE_RECENCY], bins, f->of->group[SCORE_RECENCY].n,
	             f->recencies ? f->recency[0].n : 0, true);
	for (size_t i = f->recencies; i-- > 0;)
		cutter_next(&c, f->recency[i].value, f->recency[i].n);
}

void fitting_scores(struct everyone *s, struct standings *of, const struct bins *bins)
{
	const struct standings_group *spend = &of->group[SCORE_SPEND];
	struct exact total, plus;
	struct fitting f = { .s = s, .of = of };

	*s = (struct everyone){ .bins = bins->n };
	s->has_total = exact_sum_result(&spend->sum, &total) && exact_sum_result(&spend->plus, &plus) &&
	               total.units > 0 && plus.units <= SUM_MOST;
	if (s->has_total)
		s->total = total.units;
	begin(&f.orders, &s->cut[SCORE_ORDERS], &of->group[SCORE_ORDERS], bins->n);
	begin(&f.spend, &s->cut[SCORE_SPEND], spend, bins->n);
	begin(&f.decile, &s->decile, spend, DECILES);
	standings_each(of, see, &f);
	fit_recency(&f, bins->n);
	free(f.recency);
	if (bins->fixed)
		memcpy(s->cut, bins->cut, sizeof(s->cut));
	s->gap = f.gaps ? (f.middle[0] + f.middle[1]) / 4 : NAN;
}

/* --- scores within scores --- */

struct nesting {
	const struct standings *of;
	struct rfm_cuts *cuts; /* of group 0 */
	size_t bins, group;    /* the one that is being cut; SIZE_MAX at first */
	struct cutter cutter;
};

static void see_nested(void *to, size_t group, __int128 value, uint64_t n)
{
	struct nesting *k = to;
	const struct standings_group *g = &k->of->group[group];

	if (group != k->group) {
		begin(&k->cutter, &k->cuts[group], g, k->bins);
		if (!k->cuts[group].bins) {
			k->cuts[group].bins = 1;
			k->cuts[group].least[0] = g->best;
		}
	}
	k->group = group;
	cutter_next(&k->cutter, value, n);
}

void fitting_orders(struct everyone *s, struct standings *of)
{
	standings_each(of, see_nested, &(struct nesting){ of, s->within, s->bins, SIZE_MAX, { 0 } });
}

void fitting_spend(struct everyone *s, struct standings *of)
{
	standings_each(of, see_nested,
	               &(struct nesting){ of, s->within + s->bins, s->bins, SIZE_MAX, { 0 } });
}

size_t fitting_within(const struct everyone *s, unsigned r, unsigned f)
{
	return (r - 1) * s->bins + f - 1;
}
