/* protect - which counts of a published table must stay hidden so that small ones cannot be worked out. */
#include "protect.h"

#include <stdlib.h>

#include "memory.h"

/* A line of a table: cells `step` apart. */
struct line {
	enum protect *mark;
	const uint64_t *count;
	size_t n, step;
	uint64_t least;
};

/* Whether every small one can still be anything from 1 to least - 1, from the sum of what is hidden. */
static bool safe(const struct line *l)
{
	uint64_t few = 0, many = 0, slack = 0; /* slack: of the sum over the least it can be */

	for (size_t i = 0; i < l->n; i++) {
		uint64_t count = l->count[i * l->step];

		if (l->mark[i * l->step] == PROTECT_FEW) {
			few++;
			slack += count - 1;
		} else if (l->mark[i * l->step] == PROTECT_MANY) {
			many++;
			slack += count - l->least;
		}
	}
	if (few + many == 1) /* alone, it is what is missing from the total */
		return false;
	if (!few)
		return true;
	/* one of them takes all the slack, or, when nothing else is open above, leaves as much as the others can take */
	if (slack < l->least - 2)
		return false;
	return many || slack <= (few - 1) * (l->least - 2);
}

/* Hides the smallest cell that is shown; of equals the first. False when there is none. */
static bool hide_one(const struct line *l)
{
	size_t at = SIZE_MAX;

	for (size_t i = 0; i < l->n; i++) {
		uint64_t count = l->count[i * l->step];

		if (l->mark[i * l->step] == PROTECT_SHOWN && count &&
		    (at == SIZE_MAX || count < l->count[at * l->step]))
			at = i;
	}
	if (at == SIZE_MAX)
		return false;
	l->mark[at * l->step] = PROTECT_MANY;
	return true;
}

/* False when nothing more can be hidden and the line still tells too much. */
static bool protect_line(const struct line *l, bool *changed)
{
	while (!safe(l)) {
		if (!hide_one(l))
			return false;
		*changed = true;
	}
	return true;
}

static void mark_small(enum protect *mark, const uint64_t *count, size_t n, uint64_t least)
{
	for (size_t i = 0; i < n; i++)
		mark[i] = count[i] && count[i] < least ? PROTECT_FEW : PROTECT_SHOWN;
}

bool protect_list(enum protect *mark, const uint64_t *count, size_t n, uint64_t least)
{
	bool changed;

	mark_small(mark, count, n, least);
	return protect_line(&(struct line){ mark, count, n, 1, least }, &changed);
}

bool protect_more(enum protect *mark, const uint64_t *count, size_t n, uint64_t least)
{
	bool changed;

	for (size_t i = 0; i < n; i++)
		mark[i] = count[i] && count[i] < least ? PROTECT_FEW : mark[i];
	return protect_line(&(struct line){ mark, count, n, 1, least }, &changed);
}

bool protect_rates(bool *hidden, const uint64_t *hits, const uint64_t *of, size_t n, uint64_t least)
{
	enum protect *mark = memory_get(n + 1, sizeof(*mark));
	uint64_t *count = memory_get(n + 1, sizeof(*count));
	bool fine = true;

	for (size_t i = 0; i < n; i++)
		hidden[i] = false;
	for (int misses = 0; misses < 2; misses++) {
		for (size_t i = 0; i < n; i++)
			count[i] = misses ? of[i] - hits[i] : hits[i];
		fine = protect_list(mark, count, n, least) && fine;
		for (size_t i = 0; i < n; i++)
			hidden[i] |= mark[i] != PROTECT_SHOWN;
	}
	free(mark);
	free(count);
	return fine;
}

static bool dominated(const struct protect_amount *a, double share)
{
	return a->largest > 0 && (double)(a->total - a->largest - a->second) < share * (double)a->largest;
}

/* All that is hidden as one amount. A giver may be in several: then more is safe than is said here. */
static struct protect_amount together(const bool *hidden, const struct protect_amount *of, size_t n,
                                      size_t *count)
{
	struct protect_amount all = { 0 };

	*count = 0;
	for (size_t i = 0; i < n; i++) {
		if (!hidden[i])
			continue;
		++*count;
		all.total += of[i].total;
		if (of[i].largest > all.largest) {
			all.second = all.largest > of[i].second ? all.largest : of[i].second;
			all.largest = of[i].largest;
		} else if (of[i].largest > all.second) {
			all.second = of[i].largest;
		}
	}
	return all;
}

bool protect_amounts(bool *hidden, const struct protect_amount *of, size_t n, double share)
{
	for (size_t i = 0; i < n; i++)
		hidden[i] = dominated(&of[i], share);
	for (;;) {
		size_t count, next = n;
		struct protect_amount all = together(hidden, of, n, &count);

		if (!count || (count > 1 && !dominated(&all, share)))
			return true;
		for (size_t i = 0; i < n; i++)
			if (!hidden[i] && (next == n || of[i].total < of[next].total))
				next = i;
		if (next == n)
			return false;
		hidden[next] = true;
	}
}
