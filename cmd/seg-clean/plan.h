/* plan - what is done to every row: the rules, bound to the columns of the input. */
#ifndef SEG_CLEAN_PLAN_H
#define SEG_CLEAN_PLAN_H

#include "rules.h"
#include "tsv.h"
#include "types.h"

struct plan;
struct step;
struct cleaning;

/* A rule that can be asked of a column. */
struct rule_kind {
	const char *name, *argument, *help;
	/* Steps run by stage, then in the order of the rules. */
	enum stage { STAGE_SOURCE, STAGE_SHAPE, STAGE_TYPE, STAGE_MAKE, STAGE_CHECK } stage;
	bool makes; /* the column need not be in the input */
	bool whole; /* of the whole file: its column is * */
	/* Understands the argument; NULL, or what is wrong with it. */
	const char *(*bind)(struct plan *p, struct step *s, struct str argument);
	/* Acts on one row; NULL, or why the row cannot be used. NULL function: nothing to do row by row. */
	const char *(*run)(struct cleaning *row, const struct step *s);
};

extern const struct rule_kind rule_kinds[];
extern const size_t rule_kind_count;

struct step {
	const struct rule_kind *kind;
	size_t column; /* of the plan */
	struct str text;
	const struct type *type;
	enum date_order dates;
	size_t other[2]; /* columns of the plan */
	bool warns;      /* a finding is counted, but does not reject the row */
	bool at_start;
};

struct plan_column {
	struct str name; /* as text */
	size_t source;   /* cell of the input, or SIZE_MAX */
	bool dropped;
};

struct plan {
	const char *file; /* the first one, for messages */
	struct plan_column *column;
	size_t columns, sources;
	struct step *step;
	size_t steps;
	enum date_order dates; /* of --dates */
};

/* One row being cleaned, in a worker. */
struct cleaning {
	const struct plan *plan;
	struct value *value; /* per column of the plan */
	uint64_t warnings;   /* findings that did not reject */
	struct buf made;
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
size_t plan_find(const struct plan *p, struct str name); /* a column, or SIZE_MAX */

/* Runs all steps on the cells of a row; returns how many findings there are, the first `most` in *found. */
size_t plan_run(struct cleaning *row, const struct str *cell, struct finding *found, size_t most);

#endif
