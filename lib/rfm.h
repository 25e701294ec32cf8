/* rfm - scores for recency, frequency and money, and the segments they make.
 * Floor 2. Values are 128-bit integers (days, counts, money at scale 1e-9), so equal is equal; decimals that are
 * doubles go through rfm_of_double. A score is 1 (worst) to bins (best); 0 means missing. */
#ifndef SEG_RFM_H
#define SEG_RFM_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

#define RFM_BINS_MOST 100

/* A key that orders as the doubles do (-0 as 0), and back; x must not be NaN. */
__int128 rfm_of_double(double x);
double rfm_to_double(__int128 key);

/* Ascending order, in time linear in n. */
void rfm_sort(__int128 *values, size_t n);

/* The rule that scores, as a table of cuts: a value has the score of the last cut it reaches, and no less than 1.
 * A score that nobody has shares the cut of the next one above. Good for new values as it stands; saved and loaded
 * by somebody else, made by cutter.h. bins = 0 says that nothing can be scored. */
struct rfm_cuts {
	size_t bins;
	bool low_is_best;              /* recency: fewer days are better */
	__int128 least[RFM_BINS_MOST]; /* of score s at [s - 1]: the worst value that scores s or more */
};

/* The score of one value, 0 when the cuts have no bins. */
unsigned rfm_score(const struct rfm_cuts *cuts, __int128 value);

/* A block of cells of the recency by frequency plane, ends included, and the segment it belongs to. */
struct rfm_box {
	const char *segment;
	unsigned r_least, r_most, f_least, f_most;
};

/* A named set of boxes for scores of 1 to bins; a segment may have several boxes. */
struct rfm_grid {
	const char *name, *help;
	unsigned bins;
	const struct rfm_box *box;
	size_t boxes;
};

#define RFM_UNRANKED "unranked" /* the segment of whoever lacks a score */

extern const struct rfm_grid rfm_grids[];
extern const size_t rfm_grid_count;
const struct rfm_grid *rfm_grid_find(struct str name); /* NULL when there is none of that name */

/* The segment of a cell: RFM_UNRANKED when a score is 0, NULL when no box covers the cell. */
const char *rfm_segment(const struct rfm_grid *grid, unsigned r, unsigned f);

enum rfm_grid_status {
	RFM_GRID_FINE,      /* every cell has exactly one box */
	RFM_GRID_UNCOVERED, /* cell r, f has none */
	RFM_GRID_OVERLAP,   /* cell r, f has boxes `first` and `second` */
	RFM_GRID_BEYOND     /* box `first` has no cell, or one outside 1..bins */
};

/* What is wrong first, boxes before cells, cells by r, then f. */
struct rfm_grid_finding {
	enum rfm_grid_status status;
	unsigned r, f;
	size_t first, second;
};

struct rfm_grid_finding rfm_grid_check(const struct rfm_grid *grid);

#endif
