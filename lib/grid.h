/* grid - customers by how recently and how often they order.
 * Floor 2. Arrays in, numbers out. Classes are those of rfm.h: about equally many in each, equal values never parted,
 * so that there may be fewer classes than asked for. */
#ifndef SEG_GRID_H
#define SEG_GRID_H

#include <stdint.h>

#include "arena.h"

#define GRID_MOST 5 /* classes each way */

struct grid_class {
	double from, to; /* both included: values that are there, or, of whole numbers, up to the next class */
};

struct grid_cell {
	uint64_t customers;
	__int128 amount;
};

struct grid {
	size_t columns, rows; /* 0: all values are tied, or there are none */
	struct grid_class recency[GRID_MOST], orders[GRID_MOST]; /* the best first */
	struct grid_cell cell[GRID_MOST][GRID_MOST]; /* [row: orders][column: recency] */
};

/* Recency and orders of n customers (NaN: left out), and what each brought; bins <= GRID_MOST. */
void grid_fit(struct grid *out, const double *recency, const double *orders, const __int128 *amount,
              size_t n, size_t bins);

#endif
