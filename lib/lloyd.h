/* lloyd - passes of k-means: rows to their nearest centre, centres to the means of their rows.
 * Floor 2. Sums are kept by the rows that move, and made anew in the order of rows before a result counts. What slices
 * write lies apart and is added up in their order, so threads do not show. Memory from the caller's arena.
 * Rows that cannot have a new nearest centre are passed over: by the triangle inequality none can while the centres
 * have moved less than the second nearest lies farther off (Hamerly, 2010). What is found is what full passes find. */
#ifndef SEG_LLOYD_H
#define SEG_LLOYD_H

#include "motion.h"
#include "pools.h"
#include "tiles.h"

struct lloyd {
	const struct tiles *x;
	struct arena *keep;
	size_t k, d;
	double *centres; /* [k][d] */
	uint32_t *label; /* of each row */
	struct pools total;
	struct pools parts; /* of each slice, k after k */
	size_t *part_moved;
	double *part_inertia;
	float *safe; /* of each row: its label holds while what its centre has reached is below */
	struct motion motion;
	double *room;         /* [slice][d][TILE_ROWS] */
	double *kept;         /* what lloyd_keep has seen: centres and sums, inertia, */
	uint32_t *kept_label; /* labels */
	int64_t *kept_rows;
	bool full;     /* the next pass looks at all rows */
	bool labelled; /* rows have labels from a pass */
	bool known;    /* labels, bounds and inertia are those of these centres */
	bool exact;    /* total is free of what moves in and out have rounded away */
};

/* Makes room for k centres; the caller then fills .centres. Labels may come from another arena, to outlive the rest. */
void lloyd_init(struct lloyd *t, struct arena *a, const struct tiles *x, size_t k, struct arena *labels);

/* Passes until the centres are the exact means of their rows and the rows are nearest to them: Lloyd (1982). A centre
 * left without rows takes the row farthest from its own centre, of equals the first. *iterations counts passes to the first that moves no row. After max_iter rounds (0 only
 * labels) it returns false; labels, rows and inertia belong to the centres in either case. */
bool lloyd_run(struct lloyd *t, size_t max_iter, size_t *iterations);

/* The same from the labels there are, those of an earlier run, perhaps sorted. Who changes centres since then makes
 * .known false. */
bool lloyd_go_on(struct lloyd *t, size_t max_iter);

/* The weighted sum of squared distances at the last pass. */
double lloyd_inertia(const struct lloyd *t);

/* Remembers a run, and goes back to it. */
void lloyd_keep(struct lloyd *t);
void lloyd_restore(struct lloyd *t);

/* Takes one row to another centre, and both centres to their means. */
void lloyd_move(struct lloyd *t, size_t row, uint32_t to);

/* Puts the centres in descending order of their coordinates, the first coordinate first, and labels and sums with
 * them; whether any had to move. */
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
