/* crosstab - the counts of groups by outcomes that every metric reads.
 * Groups and outcomes stand in byte order. Everything lives in the arena that made it. */
#ifndef SEG_CROSSTAB_H
#define SEG_CROSSTAB_H

#include <stdint.h>

#include "arena.h"
#include "tally.h"

#define CROSSTAB_CELLS_MOST (1u << 24)

/* What the values of one or two columns count as. */
enum axis_kind {
	AXIS_OUTCOME, /* 0 is favourable, 1 any other outcome */
	AXIS_SEGMENT, /* each value counts by itself */
	AXIS_ERRORS   /* outcome by label: see AXIS_TP below */
};

/* Outcomes of AXIS_ERRORS: the outcome is as predicted or not, and the label is positive or not. */
enum { AXIS_TP = 0, AXIS_FP = 1, AXIS_FN = 2, AXIS_TN = 3 };

struct axis {
	enum axis_kind kind;
	struct str column;   /* for messages */
	size_t way[2], ways; /* columns of the tally */
	size_t *as[2]; /* per value of the way: what it counts as, or SIZE_MAX for a missing one */
	struct str *name;     /* per outcome */
	size_t outcomes;      /* as[0] * 2 + as[1] with two ways, else as[0] */
	const char *lacking;  /* why there may be no row: "no row with a known outcome" */
	const char *constant; /* why nothing varies: "every row has the same outcome" */
};

/* `of` is the column's number in the tally; favourable[value] for each of its values. */
struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column);
struct axis axis_of_outcome(struct arena *a, const struct tally *t, size_t of, struct str column,
                            const bool *favourable);

/* Both of axis_of_outcome: the outcome as predicted, the label as positive. */
struct axis axis_of_errors(struct arena *a, const struct axis *predicted, const struct axis *positive);

struct crosstab {
	struct str group_by;
	const struct axis *axis;
	struct str *group; /* names; those of several columns are parted by commas */
	size_t groups;
	uint64_t *count;  /* groups x outcomes, row-major */
	uint64_t *n;      /* of each group, missing outcomes left out */
	uint64_t *of_all; /* of each outcome */
	uint64_t total;
	uint64_t missing; /* rows without an outcome: in none of the above */
	size_t with_rows; /* groups with n > 0 */
	bool low_is_best; /* the outcome is an error */
};

/* From a table of the sorted tally whose first `depth` columns make the groups; `fits` is asked first. */
struct crosstab crosstab_make(struct arena *a, const struct tally *t, size_t table, size_t depth,
                              const struct axis *axis);
bool crosstab_fits(const struct tally *t, size_t table, size_t depth, const struct axis *axis);

/* Makes a binary one of an AXIS_ERRORS: of the outcomes in the set `total` (1 << AXIS_TP | …), those in `hits`. */
struct crosstab crosstab_share(struct arena *a, const struct crosstab *x, unsigned hits, unsigned total);

/* How many outcomes get rows of their own: of a binary one the favourable. */
static inline size_t crosstab_audited(const struct crosstab *x)
{
	return x->axis->kind == AXIS_SEGMENT ? x->axis->outcomes : 1;
}

static inline uint64_t crosstab_hits(const struct crosstab *x, size_t group, size_t outcome)
{
	return x->count[group * x->axis->outcomes + outcome];
}

#endif
