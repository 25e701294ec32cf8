/* lloyd - passes of k-means: rows to their nearest centre, centres to the means of their rows.
 * Floor 2. Sums are kept by the rows that move, and made anew in the order of rows before a result counts. What slices
 * write lies apart and is added up in their order, so threads do not show. Memory from the caller's arena. */
#ifndef SEG_LLOYD_H
#define SEG_LLOYD_H

#include "tiles.h"

struct lloyd_sums {
	double *sum;   /* [k][d], of the weighted rows */
	double *mass;  /* of each centre: the weight of its rows */
	int64_t *rows; /* how many they are */
};

struct lloyd {
	const struct tiles *x;
	size_t k, d;
	double *centres; /* [k][d] */
	uint32_t *label; /* of each row */
	struct lloyd_sums total;
	struct lloyd_sums parts; /* of each slice, k after k */
	size_t *part_moved;
	double *part_inertia;
};

/* Makes room for k centres; the caller then fills .centres. */
void lloyd_init(struct lloyd *t, struct arena *a, const struct tiles *x, size_t k);

/* Passes until the centres are the exact means of their rows and the rows are nearest to them: Lloyd (1982). A centre
 * left without rows takes the row farthest from its own centre, of equals the first. After max_iter rounds (0 only
 * labels) it returns false; labels, rows and inertia belong to the centres in either case. */
bool lloyd_run(struct lloyd *t, size_t max_iter, size_t *iterations);

/* The weighted sum of squared distances at the last pass. */
double lloyd_inertia(const struct lloyd *t);

/* Takes one row to another centre, and both centres to their means. */
void lloyd_move(struct lloyd *t, size_t row, uint32_t to);

/* Puts the centres in descending order of their coordinates, the first coordinate first; whether any had to move. */
bool lloyd_sort(struct lloyd *t);

/* Squared distance; squares are added in the order of the columns. */
static inline double lloyd_distance(const double *row, const double *centre, size_t d)
{
	double sum = 0;

	for (size_t j = 0; j < d; j++) {
		double t = row[j] - centre[j];

		sum += t * t;
	}
	return sum;
}

#endif
