/* scoring - what is known of everyone, from all customers. */
#include "scoring.h"

#include <stdlib.h>

#include "gaps.h"
#include "memory.h"

bool scoring_see(struct standing *x, struct customer *c, int32_t as_of)
{
	struct gaps gaps;

	customer_view(c, as_of);
	if (!c->orders)
		return false;
	*x = (struct standing){ .spend = customer_spend(c).units,
		                .recency_days = as_of - c->order[c->orders - 1].day,
		                .orders = (uint32_t)c->orders,
		                .gap_twice = -1 };
	gaps_make(&gaps, c);
	if (gaps.n)
		x->gap_twice = (int32_t)(2 * gaps_median(&gaps, gaps.n));
	gaps_release(&gaps);
	return true;
}

void scoring_add(struct standings *all, const struct standing *x)
{
	standings_add(all, SCORE_RECENCY, x->recency_days);
	standings_add(all, SCORE_ORDERS, x->orders);
	standings_add(all, SCORE_SPEND, x->spend);
	if (x->gap_twice >= 0)
		standings_add(all, STANDING_GAP, x->gap_twice);
}

/* One look at all customers. */
struct scoring {
	const struct table *t;
	struct groups *groups;
	int32_t as_of;
	const struct everyone *everyone; /* as far as it is known by now */
	void (*add)(struct scoring *s, const struct standing *x);
	struct standings all;
};

static void add_scores(struct scoring *s, const struct standing *x)
{
	scoring_add(&s->all, x);
}

/* Scores within scores: what somebody has of the outer ones is known. */
static void add_within(struct scoring *s, const struct standing *x)
{
	const __int128 value[SCORES] = { x->recency_days, x->orders, x->spend };
	unsigned score[SCORES];

	everyone_score(s->everyone, value, score);
	if (s->all.groups == s->everyone->bins && score[SCORE_RECENCY])
		standings_add(&s->all, score[SCORE_RECENCY] - 1, x->orders);
	else if (score[SCORE_ORDERS])
		standings_add(&s->all,
		              fitting_within(s->everyone, score[SCORE_RECENCY], score[SCORE_ORDERS]),
		              x->spend);
}

/* What it saw goes into the block's side, which the ordered end collects. */
static void stand_block(void *job, struct block *b, void *state)
{
	const struct scoring *s = job;
	struct customer *c = state;
	struct group_range *range = group_range_open(s->groups, b);
	struct standing x;
	struct group g;

	while (group_next(range, &g)) {
		customer_load(c, &s->t->plan->form, g.records);
		if (scoring_see(&x, c, s->as_of))
			buf_bytes(&b->side, (const char *)&x, sizeof(x));
	}
	group_range_close(range);
}

static void stand_done(void *job, struct block *b)
{
	struct scoring *s = job;
	struct standing x;

	groups_check(s->groups);
	for (size_t at = 0; at < b->side.n; at += sizeof(x)) {
		memcpy(&x, b->side.p + at, sizeof(x));
		s->add(s, &x);
	}
}

static void forget(void *job, void *state)
{
	(void)job;
	customer_release(state);
}

/* Standings, in so many groups. */
static void look(struct scoring *s, struct pieces *pieces, size_t groups)
{
	standings_open(&s->all, pieces, groups, !groups_whole(s->groups));
	blocks_run(&(struct blocks){ .threads = s->t->threads,
	                             .state_size = sizeof(struct customer),
	                             .fill = groups_fill,
	                             .from = s->groups,
	                             .work = stand_block,
	                             .done = stand_done,
	                             .merge = forget,
	                             .job = s });
	groups_rewind(s->groups);
}

static void score(struct scoring *s, struct everyone *everyone, const struct bins *bins,
                  struct standings *known, struct pieces *pieces)
{
	s->everyone = everyone;
	if (!known) {
		s->add = add_scores;
		look(s, pieces, STANDING_GROUPS);
	}
	fitting_scores(everyone, known ? known : &s->all, bins);
	if (!known)
		standings_close(&s->all);
	if (!bins->nested)
		return;
	s->add = add_within;
	everyone_nest(everyone);
	look(s, pieces, everyone->bins);
	fitting_orders(everyone, &s->all);
	standings_close(&s->all);
	look(s, pieces, everyone->bins * everyone->bins);
	fitting_spend(everyone, &s->all);
	standings_close(&s->all);
}

void scoring_run(struct table *t, struct groups *groups, const struct bins *bins, struct standings *known)
{
	struct pieces *pieces = pieces_open();

	for (size_t i = 0; i < t->snapshots; i++) {
		struct scoring s = { .t = t, .groups = groups, .as_of = t->snapshot[i].as_of };

		score(&s, &t->snapshot[i].everyone, bins, known, pieces);
	}
	pieces_close(pieces);
	t->scored = true;
}
