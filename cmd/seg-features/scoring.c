/* scoring - what is known of everyone, from all customers. */
#include "scoring.h"

#include <stdlib.h>

#include "gaps.h"
#include "memory.h"

void scoring_add(struct standings *all, struct customer *c, int32_t as_of)
{
	struct standing x = { .gap_twice = -1 };
	struct exact_sum spend;
	struct gaps gaps;

	customer_view(c, as_of);
	if (!c->orders)
		return;
	spend = customer_spend(c);
	x.recency_days = as_of - c->order[c->orders - 1].day;
	x.orders = (uint32_t)c->orders;
	x.spend = spend.units;
	gaps_make(&gaps, c);
	if (gaps.n)
		x.gap_twice = (int32_t)(2 * gaps_median(&gaps, gaps.n));
	gaps_release(&gaps);
	standings_add(all, &x, 1);
}

struct scoring {
	const struct table *t;
	struct groups *groups;
	int32_t as_of;
	struct standings *list; /* a block's each: one list would take twice its size while it grows */
	size_t lists, room;
};

/* A worker's own: what it saw goes into the block's side, which the ordered end collects. */
struct own {
	struct customer customer;
	struct standings seen;
};

static void stand_block(void *job, struct block *b, void *state)
{
	const struct scoring *s = job;
	struct own *own = state;
	struct group_range *range = group_range_open(s->groups, b);
	struct group g;

	own->seen.n = 0;
	while (group_next(range, &g)) {
		customer_load(&own->customer, &s->t->plan->form, g.records);
		scoring_add(&own->seen, &own->customer, s->as_of);
	}
	group_range_close(range);
	buf_bytes(&b->side, (const char *)own->seen.of, own->seen.n * sizeof(*own->seen.of));
}

static void stand_done(void *job, struct block *b)
{
	struct scoring *s = job;

	groups_check(s->groups);
	if (s->lists == s->room) {
		s->room = 2 * s->room + 64;
		s->list = memory_resize(s->list, s->room, sizeof(*s->list));
	}
	s->list[s->lists] = (struct standings){ 0 };
	standings_add(&s->list[s->lists++], (const struct standing *)b->side.p,
	              b->side.n / sizeof(struct standing));
}

static void forget(void *job, void *state)
{
	struct own *own = state;

	(void)job;
	customer_release(&own->customer);
	standings_release(&own->seen);
}

void scoring_run(struct table *t, struct groups *groups, const struct bins *bins)
{
	for (size_t i = 0; i < t->snapshots; i++) {
		struct scoring s = { .t = t, .groups = groups, .as_of = t->snapshot[i].as_of };

		blocks_run(&(struct blocks){ .threads = t->threads,
		                             .state_size = sizeof(struct own),
		                             .fill = groups_fill,
		                             .from = groups,
		                             .work = stand_block,
		                             .done = stand_done,
		                             .merge = forget,
		                             .job = &s });
		groups_rewind(groups);
		everyone_fit(&t->snapshot[i].everyone, s.list, s.lists, bins);
		for (size_t k = 0; k < s.lists; k++)
			standings_release(&s.list[k]);
		free(s.list);
	}
	t->scored = true;
}
