/* mixed - rows of numbers and of categories, and how far apart they are. */
#include "mixed.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "quantile.h"

static inline double least(double a, double b)
{
	return a < b ? a : b;
}

double mixed_away(const struct mixed *m, const double *a, const double *b)
{
	double sum = 0;

	for (size_t j = 0; j < m->columns; j++) {
		double off = fabs(a[j] - b[j]);

		if (m->category[j])
			sum += off > 0 ? m->weight[j] : 0;
		else if (m->gower)
			sum += least(off * m->weight[j], 1 / (double)m->columns);
		else
			sum += off * off * m->weight[j];
	}
	return sum;
}

void mixed_away_tile(const struct mixed *m, const double *tile, const double *point, double *out)
{
	double sum[TILE_ROWS] = { 0 }, most = 1 / (double)m->columns;

	for (size_t j = 0; j < m->columns; j++, tile += TILE_ROWS) {
		double at = point[j], weight = m->weight[j];

		if (m->category[j])
			for (size_t b = 0; b < TILE_ROWS; b++)
				sum[b] += tile[b] != at ? weight : 0;
		else if (m->gower)
			for (size_t b = 0; b < TILE_ROWS; b++)
				sum[b] += least(fabs(tile[b] - at) * weight, most);
		else
			for (size_t b = 0; b < TILE_ROWS; b++)
				sum[b] += (tile[b] - at) * (tile[b] - at) * weight;
	}
	for (size_t b = 0; b < TILE_ROWS; b++)
		out[b] = sum[b];
}

void mixed_weigh_huang(double *weight, const bool *category, struct mat x)
{
	double deviations = 0, numbers = 0, n = (double)x.rows, gamma;

	for (size_t j = 0; j < x.columns; j++) {
		double mean = 0, squares = 0;

		if (category[j])
			continue;
		for (size_t i = 0; i < x.rows; i++)
			mean += mat_row(x, i)[j] / n;
		for (size_t i = 0; i < x.rows; i++)
			squares += (mat_row(x, i)[j] - mean) * (mat_row(x, i)[j] - mean);
		deviations += sqrt(squares / n);
		numbers++;
	}
	gamma = deviations > 0 ? deviations / numbers / 2 : 1;
	for (size_t j = 0; j < x.columns; j++)
		weight[j] = category[j] ? gamma : 1;
}

void mixed_weigh_gower(double *weight, const bool *category, struct mat x)
{
	for (size_t j = 0; j < x.columns; j++) {
		double low = INFINITY, high = -INFINITY, range;

		for (size_t i = 0; i < x.rows; i++) {
			low = fmin(low, mat_row(x, i)[j]);
			high = fmax(high, mat_row(x, i)[j]);
		}
		range = category[j] ? 1 : high - low;
		weight[j] = range >= DBL_MIN ? 1 / range / (double)x.columns : 0;
	}
}

/* The most frequent of n values that ascend, of equals the lowest. */
static double most_frequent(const double *value, size_t n)
{
	size_t best = 0, most = 0;

	for (size_t i = 0, from = 0; i < n; i++) {
		if (value[i] != value[from])
			from = i;
		if (i - from + 1 > most) {
			most = i - from + 1;
			best = i;
		}
	}
	return value[best];
}

void mixed_middles(const struct mixed *m, struct mat x, const uint32_t *label, struct mat centres)
{
	size_t *n = memory_zero(centres.rows, sizeof(*n)), *at = memory_get(centres.rows, sizeof(*at));
	double *value = memory_get(x.rows, sizeof(*value)), *own;

	for (size_t i = 0; i < x.rows; i++)
		n[label[i]]++;
	for (size_t j = 0; j < m->columns; j++) {
		for (size_t c = 0, next = 0; c < centres.rows; next += n[c++])
			at[c] = next;
		for (size_t i = 0; i < x.rows; i++)
			value[at[label[i]]++] = mat_row(x, i)[j];
		own = value;
		for (size_t c = 0; c < centres.rows; own += n[c++]) {
			if (!n[c])
				continue;
			if (m->category[j])
				quantile_sort(own, n[c]);
			mat_row(centres, c)[j] = m->category[j] ? most_frequent(own, n[c])
			                                        : quantile_median(own, n[c]);
		}
	}
	free(n);
	free(at);
	free(value);
}

struct mixed_near mixed_assign(const struct mixed *m, struct mat centres, const double *row)
{
	struct mixed_near near = { 0, INFINITY, INFINITY };

	for (size_t c = 0; c < centres.rows; c++) {
		double away = mixed_away(m, row, mat_row(centres, c));

		if (away < near.d1) {
			near.d2 = near.d1;
			near.d1 = away;
			near.label = c;
		} else if (away < near.d2) {
			near.d2 = away;
		}
	}
	return near;
}
