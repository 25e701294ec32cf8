/* gaussian - distances to the middle of a normal density, and weighted moments of rows, a tile at a time.
 * Floor 2. What is added up is added in the same order for any register width. */
#ifndef SEG_GAUSSIAN_H
#define SEG_GAUSSIAN_H

#include "tiles.h"

#define GAUSSIAN_LANES 8 /* partial sums of each moment */

/* The shape of a density in d columns: full, or with columns that vary for themselves. */
struct gaussian {
	size_t d;
	bool diagonal;
};

/* How many numbers a factor or a set of second moments has: the lower triangle row by row, or the diagonal. */
static inline size_t gaussian_numbers(struct gaussian g)
{
	return g.diagonal ? g.d : g.d * (g.d + 1) / 2;
}

/* From a covariance (as gaussian_numbers says) its factor W, for which W' W is the inverse: Cholesky (Golub and Van
 * Loan, 4th ed., 4.2), then the inverse of the triangle. Returns log det W, NaN when the covariance is not positive
 * definite. */
double gaussian_factor(struct gaussian g, const double *covariance, double *factor);

/* Squared Mahalanobis distance |W (x - mean)|^2 of one row, and of each row of a tile by the same operations. `work`
 * has d * TILE_ROWS numbers, and keeps x - mean, column by column. */
double gaussian_away(struct gaussian g, const double *row, const double *mean, const double *factor);
void gaussian_away_tile(struct gaussian g, const double *tile, const double *mean,
                        const double *factor, double *work, double *out);

/* Adds what a tile's rows, each with its weight, contribute to the moments about a middle: with `off` the columns of
 * x - middle as gaussian_away_tile leaves them, sums of weight, of weight * off (d) and of weight * off * off
 * (gaussian_numbers), each as GAUSSIAN_LANES partial sums. `work` is as large as `off`. */
void gaussian_moments(struct gaussian g, const double *off, const double *weight, double *work,
                      double *sums);

/* How many moments these are, without lanes; the sum of one's lanes. */
static inline size_t gaussian_moment_count(struct gaussian g)
{
	return 1 + g.d + gaussian_numbers(g);
}
double gaussian_moment(const double *lanes);

#endif
