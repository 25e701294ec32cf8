/* telltale - a short rule in the user's units that tells a segment's rows from all others. */
#include "telltale.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct keyed {
	double value;
	size_t row;
};

static int by_value(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (isnan(x->value) || isnan(y->value))
		return isnan(x->value) != isnan(y->value) ? isnan(x->value) - isnan(y->value)
		                                          : (x->row > y->row) - (x->row < y->row);
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

size_t *telltale_order(struct arena *a, struct mat x)
{
	struct arena scratch = { 0 };
	size_t *order = ARENA_ARRAY(a, size_t, x.rows * x.columns);
	struct keyed *key = ARENA_ARRAY(&scratch, struct keyed, x.rows);

	for (size_t j = 0; j < x.columns; j++) {
		for (size_t i = 0; i < x.rows; i++)
			key[i] = (struct keyed){ mat_row(x, i)[j], i };
		qsort(key, x.rows, sizeof(*key), by_value);
		for (size_t i = 0; i < x.rows; i++)
			order[j * x.rows + i] = key[i].row;
	}
	arena_release(&scratch);
	return order;
}

/* A multiple of 10^power near x, rounded by `how`. */
static double multiple(double x, int power, double (*how)(double))
{
	double unit = pow(10, abs(power));

	return power < 0 ? how(x * unit) / unit : how(x / unit) * unit;
}

/* A number of few digits from a up to, but not including, b: any of them parts the two. */
static double between(double a, double b)
{
	double middle = a + (b - a) / 2, size = fmax(fabs(a), fabs(b));
	int power = (int)floor(log10(size));

	for (int last = power - 15; power > last && abs(power) < 300; power--) {
		double tried[] = { multiple(middle, power, round), multiple(middle, power, floor) };

		for (int i = 0; i < 2; i++)
			if (tried[i] >= a && tried[i] < b)
				return tried[i];
	}
	return a;
}

static double f1(double hits, double taken, double all)
{
	return hits > 0 ? 2 * hits / (taken + all) : 0;
}

struct growing {
	struct mat x;
	const size_t *order;
	const uint32_t *label;
	uint32_t segment;
	char *in; /* whether a row still meets the rule */
	double all;
};

/* The best condition on one column; better than `best` it replaces it. */
static double try_column(const struct growing *g, size_t j, double best, struct telltale_condition *out)
{
	const size_t *order = g->order + j * g->x.rows;
	double taken = 0, hits = 0, all_taken = 0, all_hits = 0, last = NAN;

	for (size_t i = 0; i < g->x.rows; i++)
		if (g->in[order[i]] && !isnan(mat_row(g->x, order[i])[j])) {
			all_taken++;
			all_hits += g->label[order[i]] == g->segment;
		}
	for (size_t i = 0; i < g->x.rows; i++) {
		double value = mat_row(g->x, order[i])[j], below, above;

		if (!g->in[order[i]] || isnan(value))
			continue;
		below = f1(hits, taken, g->all);
		above = f1(all_hits - hits, all_taken - taken, g->all);
		if (taken > 0 && value != last && fmax(below, above) > best) {
			best = fmax(below, above);
			*out = (struct telltale_condition){ j, above > below, between(last, value) };
		}
		taken++;
		hits += g->label[order[i]] == g->segment;
		last = value;
	}
	return best;
}

static void keep_only(const struct growing *g, const struct telltale_condition *c)
{
	for (size_t i = 0; i < g->x.rows; i++) {
		double value = mat_row(g->x, i)[c->column];

		g->in[i] = g->in[i] && (c->above ? value > c->limit : value <= c->limit);
	}
}

static void measure(const struct growing *g, struct telltale *t)
{
	double taken = 0, hits = 0;

	for (size_t i = 0; i < g->x.rows; i++) {
		taken += g->in[i];
		hits += g->in[i] && g->label[i] == g->segment;
	}
	t->precision = taken > 0 ? hits / taken : NAN;
	t->recall = g->all > 0 ? hits / g->all : NAN;
}

struct telltale telltale_find(struct mat x, const size_t *order, const uint32_t *label, uint32_t segment)
{
	struct arena scratch = { 0 };
	struct growing g = { x, order, label, segment, ARENA_ARRAY(&scratch, char, x.rows), 0 };
	struct telltale t = { .conditions = 0 };
	double best;

	for (size_t i = 0; i < x.rows; i++)
		g.all += label[i] == segment;
	memset(g.in, 1, x.rows);
	best = f1(g.all, (double)x.rows, g.all);
	while (t.conditions < TELLTALE_MOST) {
		struct telltale_condition *c = &t.condition[t.conditions];
		double before = best;

		for (size_t j = 0; j < x.columns; j++)
			best = try_column(&g, j, best, c);
		if (best < before + TELLTALE_GAIN)
			break;
		keep_only(&g, c);
		t.conditions++;
	}
	measure(&g, &t);
	arena_release(&scratch);
	return t;
}
