/* mixed - rows of numbers and of categories, and how far apart they are. */
#include "mixed.h"

#include <math.h>

double mixed_away(const struct mixed *m, const double *a, const double *b)
{
	double sum = 0;

	for (size_t j = 0; j < m->columns; j++) {
		double off = fabs(a[j] - b[j]);

		if (m->category[j])
			sum += off > 0 ? m->weight[j] : 0;
		else if (m->gower)
			sum += fmin(off * m->weight[j], 1 / (double)m->columns);
		else
			sum += off * off * m->weight[j];
	}
	return sum;
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
		weight[j] = range > 0 ? 1 / range / (double)x.columns : 0;
	}
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
