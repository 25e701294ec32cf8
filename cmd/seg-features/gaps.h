/* gaps - the days on which a customer ordered, and how far they are apart. */
#ifndef SEG_FEATURES_GAPS_H
#define SEG_FEATURES_GAPS_H

#include "customer.h"

#define GAPS_FEW 64

struct gaps {
	int32_t *day; /* n + 1 distinct days with an order, ascending */
	int32_t *gap; /* gap[i] is from day[i] to day[i + 1] */
	size_t n;
	int32_t few[3 * GAPS_FEW];
	int32_t *sorted; /* room for n */
};

/* The customer has an order. */
void gaps_make(struct gaps *g, const struct customer *c);

/* Of the first n gaps, n > 0. */
double gaps_median(const struct gaps *g, size_t n);

/* Nothing is allocated for a customer with fewer than GAPS_FEW orders. */
void gaps_release(struct gaps *g);

#endif
