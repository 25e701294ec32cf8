/* tenths - whether chances mean what they say. */
#include "tenths.h"

#include <stdlib.h>

#include "memory.h"
#include "total.h"

struct row {
	double chance;
	bool hit;
};

/* Equal rows may stand in any order: only counts and exact sums are taken of them. */
static int by_chance(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return (x->chance > y->chance) - (x->chance < y->chance);
}

static struct tenth part(const struct row *row, size_t from, size_t to)
{
	struct tenth t = { .n = to - from };
	struct total sum = { 0 };

	for (size_t i = from; i < to; i++) {
		t.hits += row[i].hit;
		total_add(&sum, row[i].chance);
	}
	t.expected = t.n ? total_value(&sum) / (double)t.n : 0;
	return t;
}

void tenths_fit(struct tenths *out, const double *chance, const bool *hit, size_t n)
{
	struct row *row = memory_get(n + 1, sizeof(*row));
	size_t from = 0;

	*out = (struct tenths){ .n = 0 };
	for (size_t i = 0; i < n; i++)
		row[i] = (struct row){ chance[i], hit[i] };
	if (n)
		qsort(row, n, sizeof(*row), by_chance);
	for (size_t k = 1; k <= TENTHS; k++) {
		size_t to = n * k / TENTHS;

		while (to > 0 && to < n && row[to].chance == row[to - 1].chance)
			to++;
		if (to <= from)
			continue;
		out->of[out->n++] = part(row, from, to);
		from = to;
	}
	out->all = part(row, 0, n);
	free(row);
}
