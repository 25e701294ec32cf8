/* places - where in the matrix each row of the input stands, when ids do not ascend. */
#ifndef SEG_PLACES_H
#define SEG_PLACES_H

#include "features.h"

/* Fills f->place: rows in byte order of their ids, those that share one in byte order of all they say. The frame has its
 * rows in memory. How many rows repeat an id. */
size_t places_sort(struct features *f);

#endif
