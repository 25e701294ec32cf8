/* set_rhythm - how regularly a customer orders. */
#include <math.h>

#include "gaps.h"
#include "sets.h"

static const struct column columns[] = {
	{ "gaps", "count", "gaps between the days with an order", "0" },
	{ "gap_mean", "days", "mean gap", "empty" },
	{ "gap_median", "days", "median gap", "empty" },
	{ "gap_sd", "days", "standard deviation of the gaps, with n - 1", "empty; also with one gap" },
	{ "gap_cv", "ratio", "quotient of gap_sd and gap_mean", "empty; also with one gap" },
	{ "gap_min", "days", "shortest gap", "empty" },
	{ "gap_max", "days", "longest gap", "empty" },
	{ "gap_last", "days", "gap before the last day with an order", "empty" },
	{ "own_overdue", "ratio", "quotient of recency_days and gap_median", "empty" },
	{ "regularity",
	  "k", "(1 - 4 v) / (8 v), where v is the mean of (g / (g + h) - 1/2)^2 over neighbouring gaps g, h: 1 is chance, more is regular (Wheat and Morrison 1990)",
	  "empty; also with one gap and when all gaps are equal" },
};

/* Wheat and Morrison, J. Marketing Research 27 (1990): M = g / (g + h) is Beta(k, k), whose variance is
 * 1 / (4 (2 k + 1)) about the mean 1/2. All pairs of neighbours of one customer are used. */
static double regularity(const struct gaps *g)
{
	double sum = 0;

	for (size_t i = 1; i < g->n; i++) {
		double m = (double)g->gap[i] / ((double)g->gap[i] + (double)g->gap[i - 1]) - 0.5;

		sum += m * m;
	}
	sum /= (double)(g->n - 1);
	return sum > 0 ? (1 - 4 * sum) / (8 * sum) : NAN;
}

static void put_gaps(const struct gaps *g, int32_t recency, struct value *out)
{
	int64_t sum = 0, n = (int64_t)g->n;
	__int128 squares = 0; /* n times the sum of squared differences from the mean, exactly */
	int32_t least = g->gap[0], most = g->gap[0];
	double mean, median = gaps_median(g, g->n), sd = NAN;

	for (size_t i = 0; i < g->n; i++) {
		sum += g->gap[i];
		squares += (__int128)g->gap[i] * g->gap[i];
		least = g->gap[i] < least ? g->gap[i] : least;
		most = g->gap[i] > most ? g->gap[i] : most;
	}
	squares = squares * n - (__int128)sum * sum;
	mean = (double)sum / (double)n;
	if (n > 1)
		sd = sqrt((double)squares / ((double)n * (double)(n - 1)));
	out[1] = value_real(mean);
	out[2] = value_real(median);
	out[3] = value_real(sd);
	out[4] = value_real(sd / mean);
	out[5] = value_whole(least);
	out[6] = value_whole(most);
	out[7] = value_whole(g->gap[g->n - 1]);
	out[8] = value_real(recency / median);
	out[9] = value_real(n > 1 ? regularity(g) : NAN);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct gaps g;

	out[0] = value_whole(0);
	if (!c->orders)
		return;
	gaps_make(&g, c);
	out[0] = value_whole((int64_t)g.n);
	if (g.n)
		put_gaps(&g, f->as_of - g.day[g.n], out);
	gaps_release(&g);
}

const struct set set_rhythm = {
	.name = "rhythm",
	.help = "how regularly a customer orders",
	SET_COLUMNS(columns),
	.compute = compute,
};
