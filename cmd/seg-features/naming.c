/* naming - which categories and channels there are, from all customers. */
#include "naming.h"

#include <stdlib.h>

#include "diag.h"
#include "map.h"
#include "memory.h"

/* Different cells of a column. */
struct seen {
	struct map map;
	struct arena keep;
	struct str name[LABELS_MOST + 1];
};

/* A worker's own. */
struct own {
	struct customer customer;
	struct seen *seen; /* of LABELS columns */
};

struct naming {
	const struct table *t;
	struct groups *groups;
	int32_t as_of;
	size_t at[LABELS]; /* of a line's cells */
	struct seen all[LABELS];
};

static void see(struct seen *s, struct str name)
{
	uint64_t hash;

	if (!name.n || name.n > LABELS_BYTES || s->map.n > LABELS_MOST)
		return;
	hash = map_hash(name);
	if (map_find(&s->map, name, hash) != MAP_NONE)
		return;
	name = arena_str(&s->keep, name);
	s->name[map_add(&s->map, name, hash)] = name;
}

static void see_block(void *job, struct block *b, void *state)
{
	const struct naming *w = job;
	struct own *own = state;
	struct customer *c = &own->customer;
	struct group_range *range = group_range_open(w->groups, b);
	struct group g;

	if (!own->seen)
		own->seen = memory_zero(LABELS, sizeof(*own->seen));
	while (group_next(range, &g)) {
		customer_load(c, &w->t->plan->form, g.records);
		for (size_t i = 0; i < c->n; i++) {
			const struct line *l = &c->all[i];

			for (size_t k = 0; k < LABELS && l->kind == LINE_SALE && l->day <= w->as_of; k++)
				see(&own->seen[k], l->cell[w->at[k]]);
		}
	}
	group_range_close(range);
}

static void see_done(void *job, struct block *b)
{
	const struct naming *w = job;

	(void)b;
	groups_check(w->groups);
}

static void seen_release(struct seen *s)
{
	map_release(&s->map);
	arena_release(&s->keep);
}

static void join(void *job, void *state)
{
	struct naming *w = job;
	struct own *own = state;

	for (size_t k = 0; own->seen && k < LABELS; k++) {
		for (size_t i = 0; i < own->seen[k].map.n; i++)
			see(&w->all[k], own->seen[k].name[i]);
		seen_release(&own->seen[k]);
	}
	free(own->seen);
	customer_release(&own->customer);
}

static int name_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void naming_run(const struct table *t, struct groups *groups, struct labels name[LABELS],
                struct arena *keep)
{
	struct naming w = { .t = t,
		            .groups = groups,
		            .as_of = t->snapshot[t->snapshots - 1].as_of,
		            .at = { t->plan->at_category, t->plan->at_channel } };

	blocks_run(&(struct blocks){ .threads = t->threads,
	                             .state_size = sizeof(struct own),
	                             .fill = groups_fill,
	                             .from = groups,
	                             .work = see_block,
	                             .done = see_done,
	                             .merge = join,
	                             .job = &w });
	groups_rewind(groups);
	for (size_t k = 0; k < LABELS; k++) {
		struct seen *s = &w.all[k];

		name[k].n = s->map.n > LABELS_MOST ? 0 : s->map.n;
		if (s->map.n > LABELS_MOST)
			note("mix: %s has more than %d different values: no share of each (--add "
			     "can ask for one)",
			     quote(t->plan->text[w.at[k]]).text, LABELS_MOST);
		qsort(s->name, name[k].n, sizeof(*s->name), name_order);
		for (size_t i = 0; i < name[k].n; i++)
			name[k].name[i] = arena_str(keep, s->name[i]);
		seen_release(s);
	}
}
