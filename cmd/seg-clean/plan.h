/* plan - what is done to every row: the rules, bound to the columns of the input. */
#ifndef SEG_CLEAN_PLAN_H
#define SEG_CLEAN_PLAN_H

#include "rules.h"
#include "step.h"
#include "tsv.h"

struct plan_column {
	struct str name; /* as text */
	size_t source;   /* cell of the input, or SIZE_MAX */
	bool dropped;
};

/* What options say where rules do not. */
struct plan_options {
	struct reading reading;
	const struct country *country;
	bool has_today;
	int32_t today; /* of --as-of */
};

struct plan {
	const char *file; /* the first one, for messages */
	struct plan_column *column;
	size_t columns, sources;
	struct step *step;
	size_t steps;
	struct plan_options told;
	bool ordered; /* some step is */
	bool ends;    /* the table ends at the first blank line */
	struct arena *keep;
	const struct rules *rules;
};

/* One row being cleaned, in a worker. */
struct cleaning {
	const struct plan *plan;
	struct value *value;      /* per column of the plan */
	struct step_tally *count; /* per step, of the block */
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

/* Binds the rules to a table whose cells are called `source`; what cannot be bound ends the program. */
void plan_make(struct plan *p, struct arena *keep, const struct rules *rules,
               const struct str *source, size_t sources);
void plan_forget(struct plan *p); /* what ordered steps remember of rows */
void plan_release(struct plan *p);
size_t plan_find(const struct plan *p, struct str name); /* a column, or SIZE_MAX */
bool plan_absent(const struct plan *p, struct str name); /* an optional column that the file lacks */

/* Runs all steps on the cells of a row; returns how many findings there are, the first `most` in *found. */
size_t plan_run(struct cleaning *row, const struct str *cell, struct finding *found, size_t most);

/* The cells of some columns as one key; false when they are all empty. */
bool row_key(const struct cleaning *row, const size_t *column, size_t n, struct buf *key);

/* n bytes that live as long as the row. */
char *row_room(struct cleaning *row, size_t n);

#endif
