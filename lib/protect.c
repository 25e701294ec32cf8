/* protect - which counts of a published table must stay hidden so that small ones cannot be worked out. */
#include "protect.h"

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

bool protect_table(enum protect *mark, const uint64_t *count, size_t rows, size_t columns, uint64_t least)
{
	bool changed = true, fine = true;

	mark_small(mark, count, rows * columns, least);
	while (changed) {
		changed = false;
		fine = true;
		for (size_t r = 0; r < rows; r++)
			fine &= protect_line(&(struct line){ mark + r * columns, count + r * columns,
			                                     columns, 1, least },
			                     &changed);
		for (size_t c = 0; c < columns; c++)
			fine &= protect_line(&(struct line){ mark + c, count + c, rows, columns, least },
			                     &changed);
	}
	return fine;
}

bool protect_dominated(__int128 total, __int128 largest, __int128 second, double share)
{
	return largest > 0 && (double)(total - largest - second) < share * (double)largest;
}
