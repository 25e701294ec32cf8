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
	double *outcome; /* 1, 0, or NaN: not known */
	uint32_t *fold;  /* equal for equal ids */
	size_t target;   /* column of the input */
	struct str positive;
	size_t *column; /* of the input, of each value */
	struct classifier_values *value;
	size_t columns;
};

/* Finds the target, chooses columns where none are named, reads all; what cannot be ends the program. */
void examples_read(struct examples *e, const struct predict *p, const struct frame *frame,
                   struct crew *crew, struct arena *keep);

void examples_release(struct examples *e);

#endif
