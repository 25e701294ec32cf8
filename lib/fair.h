/* fair - rates, ratios and tables of counts, with how sure one can be of them.
 * Floor 2. Counts in, doubles out; no thresholds and no verdicts here. NaN means undefined.
 * Counts of tables add up to less than 2^63, hits and totals to less than 2^53; those of weighted rows need not be
 * whole. Confidence lies strictly between 0 and 1, else bounds are NaN. */
#ifndef SEG_FAIR_H
#define SEG_FAIR_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* An estimate and the ends of its confidence interval. */
struct fair_estimate {
	double value, low, high;
};

/* hits / total with Wilson's interval (1927) without continuity correction, inside [0, 1].
 * NaN throughout when total = 0 or hits > total. */
struct fair_estimate fair_share(double hits, double total, double confidence);

static inline struct fair_estimate fair_rate(uint64_t hits, uint64_t total, double confidence)
{
	return fair_share((double)hits, (double)total, confidence);
}

/* Rate of a over rate of b (the adverse impact ratio when b has the best rate), with the interval of Katz and others
 * (1978) on the log scale. NaN throughout when a total is 0, hits exceed a total, or b has no hits. The bounds alone
 * are NaN when a has no hits (the ratio is 0) or when both rates are 1: the method has no spread to go by there. */
struct fair_estimate fair_ratio(double hits_a, double total_a, double hits_b, double total_b,
                                double confidence);

/* Rows by columns of counts, row-major without gaps: say groups by segments. */
struct fair_table {
	const uint64_t *count;
	size_t rows, columns;
};

struct fair_test {
	uint64_t total;
	size_t rows, columns; /* that have any count; the others are left out of everything below */
	double statistic; /* Pearson's chi-square, no continuity correction; NaN unless 2 rows and 2 columns remain */
	double df;             /* (rows - 1)(columns - 1) */
	double p;              /* NaN as the statistic */
	double least_expected; /* below 5 the p is rough; NaN when the table is empty */
	double cramers_v; /* sqrt(statistic / total / min(rows - 1, columns - 1)), 0..1; NaN as the statistic */
	double cramers_v_corrected; /* for bias, Bergsma (2013) equations 5 and 6; NaN also when too few to correct */
};

/* Independence of rows and columns. Scratch memory only: nothing of it remains. */
struct fair_test fair_independence(struct fair_table t);

/* Expected counts under independence and adjusted standardised residuals (Haberman 1973: about normal, so beyond 2 or
 * 3 stands out), each rows * columns, from the arena. An adjusted residual is NaN in an empty row or column and in a
 * row or column that holds everything; expected counts are NaN in an empty table. */
struct fair_cells {
	double *expected, *adjusted;
};
struct fair_cells fair_residuals(struct arena *a, struct fair_table t);

/* Mutual information of rows and columns in nats, sum of p_rc log(p_rc / (p_r p_c)), never below 0; and that over the
 * mean of both entropies, 0..1, NaN unless 2 rows or 2 columns have any count. NaN when the table is empty. */
struct fair_information {
	double mutual, normalised;
};
struct fair_information fair_information(struct fair_table t);

/* distance[r]: total variation distance between row r and the whole table, half the sum of |p(c | r) - p(c)|, 0..1.
 * NaN when the row is empty. */
void fair_total_variation(double *distance, struct fair_table t);

#endif
