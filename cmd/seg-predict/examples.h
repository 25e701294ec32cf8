/* examples - the rows of a table as a classifier learns from them: columns chosen, in the order of ids, with folds. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "classifier.h"
#include "frame.h"
#include "predict.h"

struct examples {
	size_t n;
	size_t *row;     /* of the frame, of each example; NULL, as the next: the same number */
	size_t *place;   /* of each row of the frame: its example */
	double *outcome; /* 1, 0, a number, or NaN: not known; this and fold from malloc */
	double *weight;  /* NULL: 1 */
	uint32_t *fold;  /* equal for equal ids, or by time from the past to the future */
	size_t folds;
	int32_t *day;               /* with --time: of each example, */
	int32_t *fold_from;         /* and the first of each fold */
	int32_t window;             /* days that an outcome takes to be known */
	size_t target;              /* column of the input */
	struct str positive, other; /* the first cell that means yes, and no */
	size_t *column;             /* of the input, of each value */
	struct classifier_values *value;
	double *number; /* what the values of numbers lie in */
	size_t columns;
};

/* Whether a fold's model may learn from an example: it is not in the fold, and its outcome was known when the fold
 * began. */
bool examples_may_teach(const struct examples *e, size_t example, size_t fold);

static inline size_t examples_of_row(const struct examples *e, size_t row)
{
	return e->place ? e->place[row] : row;
}

/* The fold that all rows of an id are in, unless time makes the folds. */
uint32_t examples_fold(const struct predict *p, struct str id);

/* Loads the rows of the input; finds the target, chooses columns where none are named, reads all; what cannot be ends
 * the program. When nothing else was needed, rows are left in their files: see parts.h. */
void examples_read(struct examples *e, struct predict *p, struct frame *frame, struct crew *crew);

void examples_release(struct examples *e);

#endif
