/* stability - which segments come back when other customers happen to be there?
 * Floor 2. Hennig (2007), as fpc::clusterboot does it with bootmethod "boot" and multipleboot = FALSE: rows are drawn
 * with replacement, each that was hit is used once, and a segment is compared with the new one it overlaps most. */
#ifndef SEG_STABILITY_H
#define SEG_STABILITY_H

#include "tiles.h"

struct stability_options {
	size_t k, draws;
	uint64_t seed;
	struct tiles_each each;
};

/* jaccard[c] for each label c below k: the mean over draws of the largest Jaccard overlap of the segment's rows that
 * were drawn with a segment found among the drawn ones; draws without any row of it, or with too few distinct rows for
 * k, do not count; NaN when none does. The same bytes for any number of threads. */
void stability_fit(double *jaccard, struct mat x, const uint32_t *label,
                   const struct stability_options *o);

/* What is averaged. out[c]: the largest overlap of the n rows with the label c below k in `old` with those of one of m
 * labels in `now`; NaN without any such row. And the mean of draws, [draw][k], of those that are not NaN. */
void stability_overlap(double *out, const uint32_t *old, size_t k, const uint32_t *now, size_t m,
                       size_t n);
void stability_mean(double *jaccard, const double *part, size_t draws, size_t k);

#define STABILITY_DISSOLVED 0.5

/* What an index is worth: very stable from 0.85, stable from 0.75, pattern only from 0.6 (the limits of fpc's manual), do
 * not rely on it above 0.5, and dissolved. NULL for NaN. */
struct stability_grade {
	double least;
	const char *words;
	enum { STABILITY_GOOD, STABILITY_UNSURE, STABILITY_BAD } trust;
};
const struct stability_grade *stability_grade(double jaccard);

#endif
