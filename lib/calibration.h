/* calibration - makes chances come true as often as they say, by what came of others like them.
 * Floor 2. Fit it to chances of rows that their model never saw. */
#ifndef SEG_CALIBRATION_H
#define SEG_CALIBRATION_H

#include <stdbool.h>

#include "arena.h"

struct calibration_knot {
	double chance, share; /* given, and come true */
};

struct calibration {
	const struct calibration_kind *kind; /* NULL: none */
	double intercept, slope;             /* platt: of the log odds */
	struct calibration_knot *knot;       /* isotonic: ascending; a straight line between two */
	size_t knots;
};

struct calibration_kind {
	const char *name, *help;
	/* To n chances within (0, 1) and outcomes 0 or 1; false when they do not say. */
	bool (*fit)(struct calibration *c, struct arena *keep, const double *chance,
	            const double *outcome, size_t n);
	double (*apply)(const struct calibration *c, double chance);
};

extern const struct calibration_kind calibration_kinds[]; /* platt, isotonic */
extern const size_t calibration_kind_count;
const struct calibration_kind *calibration_find(struct str name); /* NULL when there is none of that name */

/* Fits the kind; none where it cannot be fitted. */
void calibration_fit(struct calibration *out, struct arena *keep, const struct calibration_kind *kind,
                     const double *chance, const double *outcome, size_t n);

/* The kind, or NULL for none, that does best on the half it was not fitted to: another one than none must lower the
 * mean log-loss by more than the standard error of that difference. */
const struct calibration_kind *calibration_choose(const double *chance, const double *outcome, size_t n);

double calibration_apply(const struct calibration *c, double chance); /* within (0, 1) */

#endif
