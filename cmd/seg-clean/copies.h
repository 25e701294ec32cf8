/* copies - rows that nothing is done to: the plain ones in one go, the others one by one. */
#ifndef SEG_CLEAN_COPIES_H
#define SEG_CLEAN_COPIES_H

#include "rows.h"

/* As rows_take, of the whole block, in a table of two columns or more that a mark separates. */
bool copies_take(const struct rows *rows, struct hands *h, struct block *b);

#endif
