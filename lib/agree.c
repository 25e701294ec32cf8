/* agree - how alike two partitions of the same rows are. */
#include "agree.h"

#include <math.h>

#include "arena.h"

static double pairs(double n)
{
	return n * (n - 1) / 2;
}

static double entropy_part(double n, double all)
{
	return n > 0 ? -n / all * log(n / all) : 0;
}

struct agree agree_measure(const uint64_t *table, size_t rows, size_t columns)
{
	struct arena scratch = { 0 };
	double *down = ARENA_ARRAY(&scratch, double, columns), all = 0;
	double together = 0, one = 0, other = 0, joint = 0, single = 0, expected;
	struct agree out = { NAN, NAN };

	for (size_t i = 0; i < rows * columns; i++)
		all += (double)table[i];
	for (size_t r = 0; r < rows; r++) {
		double across = 0;

		for (size_t c = 0; c < columns; c++) {
			double n = (double)table[r * columns + c];

			across += n;
			down[c] += n;
			together += pairs(n);
			joint += entropy_part(n, all);
		}
		one += pairs(across);
		single += entropy_part(across, all);
	}
	for (size_t c = 0; c < columns; c++) {
		other += pairs(down[c]);
		single += entropy_part(down[c], all);
	}
	expected = one * other / pairs(all);
	if (all > 1 && (one + other) / 2 != expected)
		out.ari = (together - expected) / ((one + other) / 2 - expected);
	if (all > 0)
		out.vi = fmax(0, 2 * joint - single);
	arena_release(&scratch);
	return out;
}

double agree_jaccard(const uint64_t *table, size_t rows, size_t columns, size_t r, size_t c)
{
	uint64_t both = table[r * columns + c], either = 0;

	for (size_t i = 0; i < columns; i++)
		either += table[r * columns + i];
	for (size_t i = 0; i < rows; i++)
		either += table[i * columns + c];
	either -= both;
	return either ? (double)both / (double)either : 0;
}

/* The cheapest way to give one more row a column, on a square of side n; counted from 1, 0 is the row to place. */
struct hungarian {
	const double *gain;
	size_t rows, columns, n;
	double *u, *v, *least;
	size_t *owner, *way;
	char *used;
};

static double cost(const struct hungarian *h, size_t r, size_t c)
{
	return r <= h->rows && c <= h->columns ? -h->gain[(r - 1) * h->columns + c - 1] : 0;
}

/* One step of the search: the next column to visit from the row that owns column c. */
static size_t visit(struct hungarian *h, size_t c)
{
	size_t row = h->owner[c], next = 0;
	double delta = INFINITY;

	h->used[c] = 1;
	for (size_t j = 1; j <= h->n; j++) {
		double reduced;

		if (h->used[j])
			continue;
		reduced = cost(h, row, j) - h->u[row] - h->v[j];
		if (reduced < h->least[j]) {
			h->least[j] = reduced;
			h->way[j] = c;
		}
		if (h->least[j] < delta) {
			delta = h->least[j];
			next = j;
		}
	}
	for (size_t j = 0; j <= h->n; j++) {
		if (h->used[j]) {
			h->u[h->owner[j]] += delta;
			h->v[j] -= delta;
		} else {
			h->least[j] -= delta;
		}
	}
	return next;
}

static void place_row(struct hungarian *h, size_t row)
{
	size_t c = 0;

	h->owner[0] = row;
	for (size_t j = 0; j <= h->n; j++) {
		h->least[j] = INFINITY;
		h->used[j] = 0;
	}
	do
		c = visit(h, c);
	while (h->owner[c]);
	while (c) {
		h->owner[c] = h->owner[h->way[c]];
		c = h->way[c];
	}
}

void agree_match(size_t *match, const double *gain, size_t rows, size_t columns)
{
	struct arena a = { 0 };
	size_t n = rows > columns ? rows : columns;
	struct hungarian h = { gain,
		               rows,
		               columns,
		               n,
		               ARENA_ARRAY(&a, double, n + 1),
		               ARENA_ARRAY(&a, double, n + 1),
		               ARENA_ARRAY(&a, double, n + 1),
		               ARENA_ARRAY(&a, size_t, n + 1),
		               ARENA_ARRAY(&a, size_t, n + 1),
		               ARENA_ARRAY(&a, char, n + 1) };

	for (size_t r = 1; r <= n; r++)
		place_row(&h, r);
	for (size_t r = 0; r < rows; r++)
		match[r] = SIZE_MAX;
	for (size_t c = 1; c <= columns; c++)
		if (h.owner[c] <= rows && gain[(h.owner[c] - 1) * columns + c - 1] > 0)
			match[h.owner[c] - 1] = c - 1;
	arena_release(&a);
}
