/* axis - what the values of a column, or of two, count as.
 * Everything lives in the arena that made it; names are borrowed from the tally. */
#ifndef SEG_AXIS_H
#define SEG_AXIS_H

#include "arena.h"
#include "tally.h"

/* What the values of one or two columns count as. */
enum axis_kind {
	AXIS_OUTCOME, /* 0 is favourable, 1 any other outcome */
	AXIS_SEGMENT, /* each value counts by itself */
	AXIS_ERRORS,  /* outcome by label: see AXIS_TP below */
	AXIS_SCORE,   /* 0 is a positive label, 1 a negative one; `scored` has the scores */
	AXIS_VALUE,   /* 0 is a known value; `ranks` has the values */
	AXIS_STRATA,  /* as AXIS_OUTCOME; `stratum` has the same within each stratum */
	AXIS_PROXY, /* values of a column, those of many numbers in bins; of numbers `ranks` has them all */
	AXIS_POPULATION, /* 0 is a row; `share` has what the population holds */
	AXIS_MISSING,    /* 0 is a missing value, 1 any other */
	AXIS_OFF, /* 0 is a value of which is known what it should have been; `ranks` has how far it is above */
	AXIS_MISS /* the same; `ranks` has how far it is off, either way */
};
#define AXIS_KINDS 11

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

/* What all axes of one column begin with; names are the caller's to add. `of` is the column's number in the tally. */
struct axis axis_of_column(struct arena *a, const struct tally *t, size_t of, struct str column,
                           enum axis_kind kind);

/* Whether every known value counts as the one outcome, and `ranks` has the numbers. */
static inline bool axis_is_of_numbers(const struct axis *axis)
{
	return axis->kind == AXIS_VALUE || axis->kind == AXIS_OFF || axis->kind == AXIS_MISS;
}

/* favourable[value] for each of its values. */
struct axis axis_of_segments(struct arena *a, const struct tally *t, size_t of, struct str column);
struct axis axis_of_outcome(struct arena *a, const struct tally *t, size_t of, struct str column,
                            const bool *favourable);

/* Missing values against all others. */
struct axis axis_of_missing(struct arena *a, const struct tally *t, size_t of, struct str column);

/* Every row counts as one outcome. */
struct axis axis_of_everyone(struct arena *a);

/* Both of axis_of_outcome: the outcome as predicted, the label as positive. */
struct axis axis_of_errors(struct arena *a, const struct axis *predicted, const struct axis *positive);

/* What a cell of a table with these values counts as, or SIZE_MAX. */
size_t axis_outcome(const struct axis *axis, const struct tally_table *of, const uint32_t *value);

#endif
