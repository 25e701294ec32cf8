/* gathering - the customers that a model of lifetimes learns from. */
#ifndef GATHERING_H
#define GATHERING_H

#include "frame.h"
#include "lives.h"

/* Loads the rows of the input, chooses the unit of the model, and reads a customer of each row, in memory from malloc.
 * Rows may be left in the files: see parts.h. What cannot be ends the program. */
struct customer *gathering_run(struct lives *l, struct frame *frame, struct crew *crew);

#endif
