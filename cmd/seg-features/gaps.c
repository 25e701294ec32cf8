/* gaps - the days on which a customer ordered, and how far they are apart. */
#include "gaps.h"

#include <stdlib.h>

#include "memory.h"

void gaps_make(struct gaps *g, const struct customer *c)
{
	size_t room = c->orders < GAPS_FEW ? GAPS_FEW : c->orders;

	g->day = room > GAPS_FEW ? memory_get(3 * room, sizeof(*g->day)) : g->few;
	g->gap = g->day + room;
	g->sorted = g->gap + room;
	g->n = 0;
	g->day[0] = c->order[0].day;
	for (size_t i = 1; i < c->orders; i++) {
		int32_t day = c->order[i].day;

		if (day == g->day[g->n])
			continue;
		g->gap[g->n] = day - g->day[g->n];
		g->day[++g->n] = day;
	}
}

static int whole_order(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

double gaps_median(const struct gaps *g, size_t n)
{
	int32_t *s = g->sorted;

	if (n > 16) {
		memcpy(s, g->gap, n * sizeof(*s));
		qsort(s, n, sizeof(*s), whole_order);
	} else {
		for (size_t i = 0; i < n; i++) {
			int32_t x = g->gap[i];
			size_t k = i;

			for (; k > 0 && x < s[k - 1]; k--)
				s[k] = s[k - 1];
			s[k] = x;
		}
	}
	return ((double)s[(n - 1) / 2] + (double)s[n / 2]) / 2;
}

void gaps_release(struct gaps *g)
{
	if (g->day != g->few)
		free(g->day);
}
