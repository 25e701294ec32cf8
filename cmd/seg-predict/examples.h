/* examples - the rows of a table as a classifier learns from them: columns chosen, in the order of ids, with folds. */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "classifier.h"
#include "frame.h"
#include "predict.h"

struct examples {
	size_t n;
	size_t *row;     /* of the frame, of each example */
	size_t *place;   /* of each row of the frame: its example */
	double *outcome; /* 1, 0, a number, or NaN: not known */
	double *weight;  /* NULL: 1 */
	uint32_t *fold;  /* equal for equal ids, or by time from the past to the future */
	size_t folds;
	int32_t *day;       /* with --time: of each example, */
	int32_t *fold_from; /* and the first of each fold */
	int32_t window;     /* days that an outcome takes to be known */
	size_t target;      /* column of the input */
	struct str positive;
	size_t *column; /* of the input, of each value */
	struct classifier_values *value;
	double *number; /* tiles of gram.h: `slots` columns of numbers, some of which are used */
	size_t slots;
	size_t columns;
};

/* Whether a fold's model may learn from an example: it is not in the fold, and its outcome was known when the fold
 * began. */
bool examples_may_teach(const struct examples *e, size_t example, size_t fold);

/* Finds the target, chooses columns where none are named, reads all; what cannot be ends the program. */
void examples_read(struct examples *e, const struct predict *p, const struct frame *frame,
                   struct crew *crew, struct arena *keep);

void examples_release(struct examples *e);

#endif
