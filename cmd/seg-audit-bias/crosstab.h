/* crosstab - the counts of groups by outcomes that every metric reads.
 * Groups and outcomes stand in byte order. Everything lives in the arena that made it. */
#ifndef SEG_CROSSTAB_H
#define SEG_CROSSTAB_H

#include <stdint.h>

#include "arena.h"
#include "tally.h"

#define CROSSTAB_CELLS_MOST (1u << 24)

/* What the values of a column count as. */
struct axis {
	struct str column;
	bool binary; /* 0 is favourable, 1 any other outcome; else each value counts by itself */
	size_t *as; /* per value of the tally: the outcome it counts as, or SIZE_MAX for a missing one */
	struct str *name; /* per outcome */
	size_t outcomes;
};

/* `of` is the column's number in the tally. */
struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column);
/* favourable[value] for each value of the tally's column. */
struct axis axis_of_outcome(struct arena *a, const struct tally *t, size_t of, struct str column,
                            const bool *favourable);

struct crosstab {
	struct str group_by;
	const struct axis *axis;
	const struct str *group;
	size_t groups;
	uint64_t *count;  /* groups x outcomes, row-major */
	uint64_t *n;      /* of each group, missing outcomes left out */
	uint64_t *of_all; /* of each outcome */
	uint64_t total;
	uint64_t missing; /* rows without an outcome: in none of the above */
	size_t with_rows; /* groups with n > 0 */
};

/* From a two-way table of groups (0) by outcomes (1); `fits` is asked first. */
struct crosstab crosstab_make(struct arena *a, const struct tally *t, size_t table,
                              struct str group_by, const struct axis *axis);
bool crosstab_fits(const struct tally *t, size_t table, const struct axis *axis);

/* How many outcomes get rows of their own: of a binary one the favourable. */
static inline size_t crosstab_audited(const struct crosstab *x)
{
	return x->axis->binary ? 1 : x->axis->outcomes;
}

static inline uint64_t crosstab_hits(const struct crosstab *x, size_t group, size_t outcome)
{
	return x->count[group * x->axis->outcomes + outcome];
}

#endif
