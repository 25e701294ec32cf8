/* plan - what is done to every row: the rules, bound to the columns of the input. */
#ifndef SEG_CLEAN_PLAN_H
#define SEG_CLEAN_PLAN_H

#include "mends.h"
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
	bool has_recipe;
	const struct mend *recipe; /* of --recipe */
	size_t recipes;
};

struct plan {
	const char *file; /* the first one, for messages */
	struct plan_column *column;
	size_t columns, sources;
	struct step *step;
	size_t steps;
	struct mend *mend; /* of columns that are filled or limited */
	size_t mends;
	struct plan_options told;
	bool ordered; /* some step is */
	bool ends;    /* the table ends at the first blank line */
	struct arena *keep;
	const struct rules *rules;
};

/* Binds the rules to a table whose cells are called `source`; what cannot be bound ends the program. */
void plan_make(struct plan *p, struct arena *keep, const struct rules *rules,
               const struct str *source, size_t sources);
void plan_forget(struct plan *p); /* what ordered steps remember of rows */
void plan_release(struct plan *p);
size_t plan_find(const struct plan *p, struct str name); /* a column, or SIZE_MAX */
bool plan_absent(const struct plan *p, struct str name); /* an optional column that the file lacks */

#endif
