/* reason - what moves a row's chance away from that of an average one, in words and numbers. */
#ifndef REASON_H
#define REASON_H

#include "buf.h"
#include "classifier.h"

struct reason {
	double weight; /* log odds added */
	size_t column;
};

/* The strongest first; of equals the column that stands first. */
void reason_sort(struct reason *r, size_t n);

/* "tenure 2: +1.20": the column, what stands there, and what it adds to the log odds. Nothing when it adds nothing. */
void reason_put(struct buf *b, const struct classifier *c, const struct reason *r, struct str cell);

#endif
