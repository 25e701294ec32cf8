/* targets - what customers did after the as-of date, for models to learn: never a feature. */
#ifndef SEG_FEATURES_TARGETS_H
#define SEG_FEATURES_TARGETS_H

#include "plan.h"

#define TARGETS_MOST 16

struct target {
	const struct target_kind *kind;
	int32_t days;        /* from the day after the as-of date */
	struct str category; /* empty: any */
	const char *name;    /* of the column */
};

struct targets {
	struct target of[TARGETS_MOST];
	size_t n;
	int32_t most;       /* days that the data must go on after the as-of date */
	size_t at_category; /* of a line's cells */
};

/* Takes churn:90d, purchase:30d, purchase:30d:CATEGORY, spend:180d; anything else ends the program (exit 2). */
void targets_add(struct targets *t, struct plan *p, const char *text);

/* The customer was loaded; lines after the as-of date are in c->later. */
struct value targets_value(const struct targets *t, size_t k, const struct customer *c, int32_t as_of);

#endif
