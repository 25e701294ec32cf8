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

/* --- tables --- */

struct sheet {
	enum protect *mark;
	const uint64_t *count;
	size_t rows, columns;
	uint64_t least;
};

/* Whether a reader must think it possible that a cell holds `by` more, or less; one that is shown as if it were
 * hidden. */
static bool can_rise(const struct sheet *s, size_t i, uint64_t by)
{
	return s->count[i] && (s->count[i] >= s->least || s->count[i] + by < s->least);
}

static bool can_fall(const struct sheet *s, size_t i, uint64_t by)
{
	return s->count[i] && s->count[i] >= by + (s->count[i] >= s->least ? s->least : 1);
}

/* The four corners of a rectangle: from the small one along its row, to the opposite one, along its column. */
struct corners {
	size_t small, beside, opposite, below;
};

static struct corners corners_of(const struct sheet *s, size_t i, size_t k)
{
	size_t row = i / s->columns, column = i % s->columns;

	return (struct corners){ i, row * s->columns + k % s->columns, k,
		                 k / s->columns * s->columns + column };
}

/* Totals stay what they are when two opposite corners take what the other two give: can the small one become
 * least - 1 (up), or 1 (down), that way? */
static bool moves(const struct sheet *s, struct corners c, bool up)
{
	uint64_t by = up ? s->least - 1 - s->count[c.small] : s->count[c.small] - 1;

	if (up)
		return can_fall(s, c.beside, by) && can_fall(s, c.below, by) &&
		       can_rise(s, c.opposite, by);
	return can_rise(s, c.beside, by) && can_rise(s, c.below, by) && can_fall(s, c.opposite, by);
}

/* What hiding the three other corners would take away from what is told. */
static uint64_t cost(const struct sheet *s, struct corners c)
{
	const size_t other[] = { c.beside, c.opposite, c.below };
	uint64_t sum = 0;

	for (size_t k = 0; k < 3; k++)
		sum += s->mark[other[k]] == PROTECT_SHOWN ? s->count[other[k]] : 0;
	return sum;
}

static void hide(const struct sheet *s, size_t i)
{
	if (s->mark[i] == PROTECT_SHOWN)
		s->mark[i] = PROTECT_MANY;
}

/* Hides the cheapest rectangle in which the small one moves; false when there is none. */
static bool protect_cell(const struct sheet *s, size_t i, bool up)
{
	struct corners best = { 0 };
	bool any = false;

	for (size_t k = 0; k < s->rows * s->columns; k++) {
		struct corners c = corners_of(s, i, k);

		if (k / s->columns == i / s->columns || k % s->columns == i % s->columns ||
		    !moves(s, c, up))
			continue;
		if (!any || cost(s, c) < cost(s, best))
			best = c;
		any = true;
	}
	if (any) {
		hide(s, best.beside);
		hide(s, best.opposite);
		hide(s, best.below);
	}
	return any;
}

bool protect_table(enum protect *mark, const uint64_t *count, size_t rows, size_t columns, uint64_t least)
{
	const struct sheet s = { mark, count, rows, columns, least };
	bool fine = true;

	mark_small(mark, count, rows * columns, least);
	for (size_t i = 0; i < rows * columns; i++)
		if (mark[i] == PROTECT_FEW)
			fine = protect_cell(&s, i, true) && protect_cell(&s, i, false) && fine;
	return fine;
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
