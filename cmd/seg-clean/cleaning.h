/* cleaning - one row on its way through the steps of the plan, in a worker. */
#ifndef SEG_CLEAN_CLEANING_H
#define SEG_CLEAN_CLEANING_H

#include "found.h"
#include "plan.h"

/* What a step did to a row that is no reason to reject it. */
struct mark {
	size_t step;
	bool warned; /* else it mended the cell */
};

/* One row being cleaned, in a worker. */
struct cleaning {
	const struct plan *plan;
	struct value *value;      /* per column of the plan */
	struct step_tally *count; /* per step, of the block */
	struct sample *sample;    /* per step, of the worker; NULL: values are not looked at */
	size_t findings;          /* of this row so far */
	struct mark *mark;        /* a place per step */
	size_t marks;             /* what is counted should the row be kept */
	size_t line;              /* physical, in the file */
	bool undecided;           /* how a value is to be read hangs on the rest of its column */
	struct buf made;          /* new text of this row */
	struct arena spill;       /* more of it */
	bool spilled;
};

/* A reason why a row is rejected. */
struct finding {
	const struct step *step;
	struct str value; /* as it was when the step looked at it */
	const char *message;
};

/* Runs all steps on the cells of a row; returns how many findings there are, the first `most` in *found. */
size_t plan_run(struct cleaning *row, const struct str *cell, struct finding *found, size_t most);

/* The cells of some columns, NULL: of the first n, as one key; false when they are all empty. */
bool row_key(const struct cleaning *row, const size_t *column, size_t n, struct buf *key);

/* Counts a mended cell, should the row be kept. */
void row_mended(struct cleaning *row, const struct step *s);

/* n bytes that live as long as the row. */
char *row_room(struct cleaning *row, size_t n);

/* The amount, and its text. */
void value_set_amount(struct cleaning *row, struct value *v, struct exact amount);

#endif
