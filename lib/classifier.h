/* classifier - a model of rows by weights, of a yes or no or of a number: how columns become numbers, and their weights.
 * Floor 2. Arrays of numbers and of words in. Fitting and using share how a value is read, so they cannot disagree. */
#ifndef SEG_CLASSIFIER_H
#define SEG_CLASSIFIER_H

#include "calibration.h"
#include "likeness.h"
#include "drivers.h"
#include "logit.h"
#include "residuals.h"
#include "scores.h"

#define CLASSIFIER_LEVELS_MOST 50
#define CLASSIFIER_LEVEL_FEWEST 5 /* rows that a level must have to get a weight */
/* One weight: a number, or a level of words. */
struct classifier_term {
	struct str level; /* of words, as a cell; empty: missing */
	double mean, sd;  /* of the number, or of 1 where the level is and 0 elsewhere */
	double beta, error; /* log odds for one more, and its standard error; of a reference level 0 and NaN */
};

struct classifier_column {
	struct str name;
	bool is_number;
	uint64_t missing;
	struct classifier_term *term; /* of a number 1; of words one a level, the first is the reference */
	size_t terms;
	struct likeness likeness; /* of a number: how it was spread */
	double base; /* log odds of words before the level's own is added: all levels weigh in by their shares */
};

struct classifier {
	bool is_linear;              /* foretells a number: weights are in its unit, not log odds */
	struct str target, positive; /* cells */
	struct classifier_column *column;
	size_t columns;
	double intercept, intercept_error; /* log odds of a row that is average throughout */
	uint64_t rows, yes, folds, seed, iterations;
	double ridge, lasso, effective, log_likelihood, gradient, confidence;
	double residual, r_squared;     /* of a linear one */
	struct drivers drivers;         /* by classifier_drivers */
	struct calibration calibration; /* of the chance that the weights give */
	struct scores scores;           /* out of fold; NaN without folds */
	struct residuals residuals;     /* the same of a linear one */
};

/* What a classifier learns from: a column, its rows in the order of ids. */
struct classifier_values {
	bool is_number;
	const double *number; /* tiles of gram.h, each `step` numbers behind the last; NaN: missing, and past the end */
	size_t step;
	struct str *text; /* cells */
};

struct classifier_rows {
	const struct classifier_values *value;
	const double *outcome; /* 0 or 1, or the number of a linear one */
	const double *weight;  /* above 0; NULL: all 1 */
	const bool *use;       /* what the others hold does not matter */
	size_t n;
	double ridge, lasso; /* ridge NaN: from the rows */
	struct tiles_each each;
};

/* Columns are named and is_linear is set. False: a class is missing, too many weights for the rows, no convergence. */
bool classifier_fit(struct classifier *c, struct arena *keep, const struct classifier_rows *rows);
void classifier_drivers(struct classifier *c, struct arena *keep, uint64_t seed); /* of a linear fit */

/* The log odds that a column adds to those of an average row: by number (NaN: missing, 0) or by cell. *level: which term
 * it is, or their number: one that the fit did not know, which adds 0. */
double classifier_number(const struct classifier_column *c, double x);
void classifier_numbers(const struct classifier_column *c, const double *x, double *sum); /* of a tile, added */
double classifier_word(const struct classifier_column *c, struct str cell, size_t *level);

double classifier_chance(double log_odds);                        /* kept inside (0, 1) */
double classifier_answer(const struct classifier *c, double sum); /* calibrated chance, or the number, from the sum */

void classifier_settle(struct classifier_column *c); /* makes ready what follows from terms that come from a file */

#endif
