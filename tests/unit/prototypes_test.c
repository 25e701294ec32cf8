/* Prototypes against all ways to group a few rows: no grouping costs less than the least of those, and with enough starts
 * nearly always that one is found. */
#include "prototypes.h"

#include <string.h>

#include "check.h"
#include "rng.h"

#define ROWS 8
#define COLUMNS 3
#define CASES 400

static const bool category[COLUMNS] = { false, true, true };
static const size_t levels[COLUMNS] = { 0, 3, 2 };

/* What rows of one group cost around their mean and their most frequent codes. */
static double cost_of_group(const double (*x)[COLUMNS], const unsigned *label, unsigned group, double weight)
{
	double n = 0, sum = 0, squares = 0, cost;

	for (size_t i = 0; i < ROWS; i++)
		if (label[i] == group) {
			n++;
			sum += x[i][0];
			squares += x[i][0] * x[i][0];
		}
	if (n == 0)
		return 0;
	cost = squares - sum * sum / n;
	for (size_t c = 1; c < COLUMNS; c++) {
		double count[3] = { 0 }, most = 0;

		for (size_t i = 0; i < ROWS; i++)
			if (label[i] == group)
				count[(size_t)x[i][c]]++;
		for (size_t l = 0; l < 3; l++)
			most = count[l] > most ? count[l] : most;
		cost += weight * (n - most);
	}
	return cost;
}

static double least_cost(const double (*x)[COLUMNS], unsigned k, double weight)
{
	unsigned label[ROWS] = { 0 };
	double least = INFINITY;
	size_t i;

	do {
		double cost = 0;

		for (unsigned g = 0; g < k; g++)
			cost += cost_of_group(x, label, g, weight);
		least = fmin(least, cost);
		for (i = 0; i < ROWS && ++label[i] == k; i++)
			label[i] = 0;
	} while (i < ROWS);
	return least;
}

struct tried {
	size_t refused, wrongly, below, other, found;
};

/* Few values, so that rows are often alike, centres meet, and some lose their last row. */
static void try_one(struct tried *t, struct rng *r)
{
	double x[ROWS][COLUMNS], weight[COLUMNS] = { 1, .3 + rng_unit(r), 0 }, again = 0, least;
	struct mixed m = { .columns = COLUMNS, .category = category, .weight = weight };
	struct prototypes_options o = {
		.k = 2 + rng_below(r, 3), .restarts = 20, .seed = 1, .mixed = &m, .levels = levels
	};
	struct mat rows = { &x[0][0], ROWS, COLUMNS, COLUMNS };
	struct prototypes p;
	struct arena a = { 0 };
	size_t different = 0;

	weight[2] = weight[1];
	for (size_t i = 0; i < ROWS; i++) {
		bool seen = false;

		x[i][0] = (double)rng_below(r, 4);
		x[i][1] = (double)rng_below(r, 3);
		x[i][2] = (double)rng_below(r, 2);
		for (size_t k = 0; k < i; k++)
			seen |= memcmp(x[k], x[i], sizeof(x[i])) == 0;
		different += !seen;
	}
	if (!prototypes_fit(&p, &a, rows, &o)) {
		t->refused++;
		t->wrongly += different >= o.k;
	} else {
		least = least_cost((const double(*)[COLUMNS])x, (unsigned)o.k, weight[1]);
		for (size_t i = 0; i < ROWS; i++)
			again += mixed_assign(&m, p.centres, x[i]).d1;
		t->wrongly += different < o.k;
		t->below += p.cost < least - 1e-9;
		t->other += fabs(again - p.cost) > 1e-9;
		t->found += p.cost < least + 1e-9;
	}
	arena_release(&a);
}

int main(void)
{
	struct rng r = rng_stream(1, "prototypes_test", 0);
	struct tried t = { 0 };
	double same[4] = { 1, 1, 1, 1 }, weight = 1;
	bool number = false;
	struct mixed m = { .columns = 1, .category = &number, .weight = &weight };
	struct prototypes_options o = { .k = 2, .restarts = 3, .seed = 1, .mixed = &m, .levels = levels };
	struct prototypes p;
	struct arena a = { 0 };

	for (size_t i = 0; i < CASES; i++)
		try_one(&t, &r);
	CHECK(t.wrongly == 0, "refused are tables of fewer than k different rows (%zu of %d)",
	      t.refused, CASES);
	CHECK(t.below == 0, "no grouping costs less than the least of all");
	CHECK(t.other == 0, "the cost is what the rows are away from their centres");
	CHECK(t.found * 100 >= (CASES - t.refused) * 97, "the least is found (%zu of %zu)", t.found,
	      CASES - t.refused);
	CHECK(!prototypes_fit(&p, &a, (struct mat){ same, 4, 1, 1 }, &o),
	      "rows that are all alike are one group");
	arena_release(&a);
	return check_done();
}
