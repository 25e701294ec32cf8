/* loading - the rows of the input, and on the way the examples that they make. */
#ifndef LOADING_H
#define LOADING_H

#include "examples.h"
#include "numbers.h"

/* Loads the rows. True when examples could be made of them as they passed, which takes rows from files, each with an id
 * of its own in ascending order, and numbers alone: then e has its outcomes and folds, x is read to its end, and rows
 * may have been left in the files. False: nothing is there but rows, which may need parts_keep. */
bool loading_run(struct examples *e, struct numbers *x, struct frame *frame, struct predict *p);

#endif
