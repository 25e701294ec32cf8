/* places - where in the matrix each row of the input stands, when ids do not ascend. */
#ifndef SEG_PLACES_H
#define SEG_PLACES_H

#include "features.h"

/* Fills f->place: rows in byte order of their ids, those that share one in byte order of all they say. The frame has its
 * rows in memory. */
void places_sort(struct features *f);

#endif
