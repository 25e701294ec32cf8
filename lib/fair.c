/* fair - rates, ratios and tables of counts, with how sure one can be of them. */
#include "fair.h"

#include <math.h>

#include "dist.h"

static const struct fair_estimate undefined = { NAN, NAN, NAN };

struct fair_estimate fair_share(double hits, double total, double confidence)
{
	double n = total, p = hits / n, z = dist_normal_two_sided(confidence), centre, half;
	struct fair_estimate e = { p, NAN, NAN };

	if (!(total > 0) || !(hits <= total))
		return undefined;
	if (isnan(z))
		return e;
	centre = (p + z * z / (2 * n)) / (1 + z * z / n);
	half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	e.low = hits == 0 ? 0 : fmax(0, centre - half);
	e.high = hits == total ? 1 : fmin(1, centre + half);
	return e;
}

struct fair_estimate fair_ratio(double hits_a, double total_a, double hits_b, double total_b,
                                double confidence)
{
	double a = hits_a, b = hits_b, m = total_a, n = total_b, variance, half;
	struct fair_estimate e = { a / m / (b / n), NAN, NAN };

	if (hits_a > total_a || hits_b > total_b || !(total_a > 0) || !(hits_b > 0))
		return undefined;
	if (hits_a == 0)
		return e;
	variance = (m - a) / (a * m) + (n - b) / (b * n); /* 1/a - 1/m + 1/b - 1/n */
	half = dist_normal_two_sided(confidence) * sqrt(variance);
	if (variance == 0)
		return e;
	e.low = e.value * exp(-half);
	e.high = e.value * exp(half);
	return e;
}

struct margins {
	uint64_t *row, *column, total;
};

static struct margins margins_of(struct arena *a, struct fair_table t)
{
	struct margins m = { ARENA_ARRAY(a, uint64_t, t.rows), ARENA_ARRAY(a, uint64_t, t.columns), 0 };

	for (size_t r = 0; r < t.rows; r++) {
		for (size_t c = 0; c < t.columns; c++) {
			uint64_t count = t.count[r * t.columns + c];

			m.row[r] += count;
			m.column[c] += count;
			m.total += count;
		}
	}
	return m;
}

/* total * (count - expected): a whole number, so that exact independence gives exactly 0. */
static double times_off(uint64_t count, uint64_t row, uint64_t column, uint64_t total)
{
	return (double)((__int128)count * (__int128)total - (__int128)row * (__int128)column);
}

static double corrected_v(const struct fair_test *f)
{
	double less = (double)f->total - 1, rows = (double)f->rows, columns = (double)f->columns;
	double phi2 = f->statistic / (double)f->total - (rows - 1) * (columns - 1) / less;
	double r = rows - (rows - 1) * (rows - 1) / less,
	       c = columns - (columns - 1) * (columns - 1) / less;
	double most = fmin(r - 1, c - 1);

	if (f->total < 2 || !(most > 0))
		return NAN;
	return sqrt(fmax(0, phi2) / most);
}

struct fair_test fair_independence(struct fair_table t)
{
	struct fair_test f = { .statistic = NAN,
		               .p = NAN,
		               .least_expected = NAN,
		               .cramers_v = NAN,
		               .cramers_v_corrected = NAN };
	struct arena scratch = { 0 };
	struct margins m = margins_of(&scratch, t);
	double sum = 0, n = (double)m.total;

	f.total = m.total;
	for (size_t c = 0; c < t.columns; c++)
		f.columns += m.column[c] > 0;
	for (size_t r = 0; r < t.rows; r++) {
		f.rows += m.row[r] > 0;
		for (size_t c = 0; c < t.columns; c++) {
			double expected = (double)m.row[r] * ((double)m.column[c] / n), off;

			if (m.row[r] == 0 || m.column[c] == 0)
				continue;
			off = times_off(t.count[r * t.columns + c], m.row[r], m.column[c], m.total) / n;
			sum += off * off / expected;
			f.least_expected = fmin(f.least_expected, expected);
		}
	}
	f.df = f.rows && f.columns ? (double)(f.rows - 1) * (double)(f.columns - 1) : 0;
	if (f.df > 0) {
		f.statistic = sum;
		f.p = dist_chi_square_upper(sum, f.df);
		f.cramers_v = fmin(
			1, sqrt(sum / n / ((double)(f.rows < f.columns ? f.rows : f.columns) - 1)));
		f.cramers_v_corrected = corrected_v(&f);
	}
	arena_release(&scratch);
	return f;
}

struct fair_cells fair_residuals(struct arena *a, struct fair_table t)
{
	struct fair_cells cells = { ARENA_ARRAY(a, double, t.rows *t.columns),
		                    ARENA_ARRAY(a, double, t.rows *t.columns) };
	struct margins m = margins_of(a, t);
	double n = (double)m.total;

	for (size_t r = 0; r < t.rows; r++) {
		for (size_t c = 0; c < t.columns; c++) {
			size_t at = r * t.columns + c;
			double row = (double)m.row[r], column = (double)m.column[c],
			       expected = row * (column / n);
			double off = times_off(t.count[at], m.row[r], m.column[c], m.total) / n;
			double spread = expected * ((double)(m.total - m.row[r]) / n) *
			                ((double)(m.total - m.column[c]) / n);

			cells.expected[at] = expected;
			cells.adjusted[at] = spread > 0 ? off / sqrt(spread) : NAN;
		}
	}
	return cells;
}

static double entropy(const uint64_t *count, size_t n, uint64_t total)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		if (count[i])
			sum -= (double)count[i] / (double)total * log((double)count[i] / (double)total);
	return sum;
}

struct fair_information fair_information(struct fair_table t)
{
	struct arena scratch = { 0 };
	struct margins m = margins_of(&scratch, t);
	struct fair_information f = { 0, NAN };
	double entropies = entropy(m.row, t.rows, m.total) + entropy(m.column, t.columns, m.total);

	for (size_t r = 0; r < t.rows; r++) {
		for (size_t c = 0; c < t.columns; c++) {
			double both = (double)t.count[r * t.columns + c];

			if (both > 0)
				f.mutual += both / (double)m.total *
				            log(both / (double)m.row[r] *
				                ((double)m.total / (double)m.column[c]));
		}
	}
	f.mutual = m.total ? fmax(0, f.mutual) : NAN;
	if (entropies > 0)
		f.normalised = fmin(1, f.mutual / (entropies / 2));
	arena_release(&scratch);
	return f;
}

void fair_total_variation(double *distance, struct fair_table t)
{
	struct arena scratch = { 0 };
	struct margins m = margins_of(&scratch, t);

	for (size_t r = 0; r < t.rows; r++) {
		double sum = 0;

		for (size_t c = 0; c < t.columns; c++)
			sum += fabs(times_off(t.count[r * t.columns + c], m.row[r], m.column[c], m.total));
		distance[r] = m.row[r] ? sum / (double)m.total / (double)m.row[r] / 2 : NAN;
	}
	arena_release(&scratch);
}
