/* gaussian - distances to the middle of a normal density, and weighted moments of rows, a tile at a time. */
#include "gaussian.h"

#include <math.h>
#include <string.h>

#include "widths.h"

double gaussian_factor(struct gaussian g, const double *covariance, double *factor)
{
	double log_det = 0;

	if (g.diagonal) {
		for (size_t j = 0; j < g.d; j++) {
			factor[j] = 1 / sqrt(covariance[j]);
			log_det += log(factor[j]);
		}
		return isfinite(log_det) ? log_det : NAN;
	}
	/* The lower triangle L of the covariance, row by row; then its inverse in place, from the top. */
	for (size_t j = 0, row = 0; j < g.d; row += ++j)
		for (size_t i = 0, other = 0; i <= j; other += ++i) {
			double sum = covariance[row + i];

			for (size_t m = 0; m < i; m++)
				sum -= factor[row + m] * factor[other + m];
			if (i == j && !(sum > 0 && isfinite(sum)))
				return NAN;
			factor[row + i] = i == j ? sqrt(sum) : sum / factor[other + i];
		}
	for (size_t j = 0, row = 0; j < g.d; row += ++j) {
		double own = 1 / factor[row + j];

		for (size_t i = 0; i < j; i++) {
			double sum = 0;

			for (size_t m = i; m < j; m++)
				sum += factor[row + m] * factor[m * (m + 1) / 2 + i];
			factor[row + i] = -own * sum;
		}
		factor[row + j] = own;
		log_det += log(own);
	}
	return isfinite(log_det) ? log_det : NAN;
}

double gaussian_away(struct gaussian g, const double *row, const double *mean, const double *factor)
{
	double away = 0;

	for (size_t j = 0, at = 0; j < g.d; j++) {
		double sum = 0;

		for (size_t i = g.diagonal ? j : 0; i <= j; i++)
			sum += factor[at++] * (row[i] - mean[i]);
		away += sum * sum;
	}
	return away;
}

double gaussian_moment(const double *lanes)
{
	return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
	       ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

/* Once for each register width, in bytes: see widths.h. */
#define KERNELS(width, target)                                                                         \
	static target void away##width(struct gaussian g, const double *tile, const double *mean,      \
	                               const double *factor, double *off, double *out)                 \
	{                                                                                              \
		enum { LANES = (width) / 8, ROWS = 4 * LANES };                                        \
                                                                                                       \
		for (size_t i = 0; i < g.d; i++)                                                       \
			for (size_t b = 0; b < TILE_ROWS; b += LANES)                                  \
				*(real##width *)(off + i * TILE_ROWS + b) =                            \
					*(const real##width *)(tile + i * TILE_ROWS + b) - mean[i];    \
		for (size_t b = 0; b < TILE_ROWS; b += ROWS) {                                         \
			real##width q0 = { 0 }, q1 = { 0 }, q2 = { 0 }, q3 = { 0 };                    \
			const double *f = factor;                                                      \
                                                                                                       \
			for (size_t j = 0; j < g.d; j++) {                                             \
				real##width s0 = { 0 }, s1 = { 0 }, s2 = { 0 }, s3 = { 0 };            \
                                                                                                       \
				for (size_t i = g.diagonal ? j : 0; i <= j; i++, f++) {                \
					const real##width *t =                                         \
						(const real##width *)(off + i * TILE_ROWS + b);        \
					s0 += *f * t[0];                                               \
					s1 += *f * t[1];                                               \
					s2 += *f * t[2];                                               \
					s3 += *f * t[3];                                               \
				}                                                                      \
				q0 += s0 * s0;                                                         \
				q1 += s1 * s1;                                                         \
				q2 += s2 * s2;                                                         \
				q3 += s3 * s3;                                                         \
			}                                                                              \
			((real##width *)(out + b))[0] = q0;                                            \
			((real##width *)(out + b))[1] = q1;                                            \
			((real##width *)(out + b))[2] = q2;                                            \
			((real##width *)(out + b))[3] = q3;                                            \
		}                                                                                      \
	}                                                                                              \
                                                                                                       \
	/* Adds the products of two columns, eight rows at a time. */                                  \
	static inline target __attribute__((always_inline)) void products##width(                      \
		const double *a, const double *b, double *sum)                                         \
	{                                                                                              \
		enum { PARTS = 8 * GAUSSIAN_LANES / (width) };                                         \
		real##width part[PARTS];                                                               \
                                                                                                       \
		memcpy(part, sum, sizeof(part));                                                       \
		for (size_t r = 0; r < TILE_ROWS; r += GAUSSIAN_LANES)                                 \
			for (size_t p = 0; p < PARTS; p++)                                             \
				part[p] += ((const real##width *)(a + r))[p] *                         \
				           ((const real##width *)(b + r))[p];                          \
		memcpy(sum, part, sizeof(part));                                                       \
	}                                                                                              \
                                                                                                       \
	static target void moments##width(struct gaussian g, const double *off,                        \
	                                  const double *weight, double *work, double *sums)            \
	{                                                                                              \
		enum { LANES = (width) / 8 };                                                          \
		double one[TILE_ROWS];                                                                 \
                                                                                                       \
		for (size_t b = 0; b < TILE_ROWS; b++)                                                 \
			one[b] = 1;                                                                    \
		products##width(weight, one, sums);                                                    \
		for (size_t i = 0; i < g.d; i++) {                                                     \
			products##width(off + i * TILE_ROWS, weight, sums + (1 + i) * GAUSSIAN_LANES); \
			for (size_t b = 0; b < TILE_ROWS; b += LANES)                                  \
				*(real##width *)(work + i * TILE_ROWS + b) =                           \
					*(const real##width *)(off + i * TILE_ROWS + b) *              \
					*(const real##width *)(weight + b);                            \
		}                                                                                      \
		sums += (1 + g.d) * GAUSSIAN_LANES;                                                    \
		for (size_t j = 0; j < g.d; j++)                                                       \
			for (size_t i = g.diagonal ? j : 0; i <= j; i++, sums += GAUSSIAN_LANES)       \
				products##width(work + j * TILE_ROWS, off + i * TILE_ROWS, sums);      \
	}                                                                                              \
                                                                                                       \
	static const struct kernels kernels##width = { away##width, moments##width };

struct kernels {
	void (*away)(struct gaussian g, const double *tile, const double *mean,
	             const double *factor, double *off, double *out);
	void (*moments)(struct gaussian g, const double *off, const double *weight, double *work,
	                double *sums);
};

WIDTHS(KERNELS)

void gaussian_away_tile(struct gaussian g, const double *tile, const double *mean,
                        const double *factor, double *work, double *out)
{
	widest()->away(g, tile, mean, factor, work, out);
}

void gaussian_moments(struct gaussian g, const double *off, const double *weight, double *work,
                      double *sums)
{
	widest()->moments(g, off, weight, work, sums);
}
