/* spread - a column of numbers by group: what is typical of each, and how far its mean is from that of all.
 * Floor 2. Arrays in, numbers out. Nothing depends on the order of the values. */
#ifndef SEG_SPREAD_H
#define SEG_SPREAD_H

#include <stddef.h>

struct spread {
	size_t n; /* that have a value */
	double median, mean;
	/* (mean - mean of all) / standard error of a mean of as many drawn without replacement: the v-test of Lebart,
	 * Morineau and Piron (1995), about normal if the group were drawn at random. */
	double v_test;
};

/* out[0 … groups - 1] and *all from n values, NaN: left out; group[i] < groups. NaN: nobody has a value, and for
 * v_test also when all have the same or none is outside the group. */
void spread_fit(struct spread *out, struct spread *all, const double *x, const size_t *group,
                size_t n, size_t groups);

#endif
