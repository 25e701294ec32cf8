/* repair - numbers of a group brought to one distribution for all groups, their order kept. */
#include "repair.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "quantile.h"

/* A share of rows, exactly. */
struct place {
	uint64_t part, whole;
};

/* How far a target was read; places only ascend. */
struct reader {
	size_t at;
	uint64_t rows; /* at most at value[at] */
};

/* The lowest value that at least such a share of the rows does not exceed. */
static double read_to(struct reader *r, struct ranks of, struct place p)
{
	while ((unsigned __int128)r->rows * p.whole < (unsigned __int128)p.part * of.total)
		r->rows += of.count[++r->at];
	return of.value[r->at];
}

/* So far from a to b: as a or b ascend it never descends, and it is never outside of them. */
static double between(double a, double b, double level)
{
	double x = (1 - level) * a + level * b;

	return fmax(fmin(a, b), fmin(fmax(a, b), x));
}

/* Puts the values in another order. */
static double median(double *value, size_t n)
{
	double low = quantile_rank(value, n, (n - 1) / 2);

	return n % 2 ? low : between(low, quantile_rank(value, n, n / 2), 0.5);
}

void repair_group(double *repaired, struct ranks of, const struct ranks *target, size_t targets,
                  double level)
{
	struct reader *reader = memory_get(targets, sizeof(*reader));
	double *there = memory_get(targets, sizeof(*there));
	uint64_t before = 0;

	for (size_t t = 0; t < targets; t++)
		reader[t] = (struct reader){ 0, target[t].count[0] };
	for (size_t i = 0; i < of.n; i++) {
		struct place p = { 2 * before + of.count[i], 2 * of.total };

		for (size_t t = 0; t < targets; t++)
			there[t] = read_to(&reader[t], target[t], p);
		repaired[i] = between(of.value[i], median(there, targets), level) + 0.0; /* never -0 */
		before += of.count[i];
	}
	free(there);
	free(reader);
}
