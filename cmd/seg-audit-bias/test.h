/* test - whether two groups have one rate: the tests there are. */
#ifndef SEG_TEST_H
#define SEG_TEST_H

#include "ratio.h"

struct test {
	const char *name, *help;
	double (*p)(struct ratio_part a, struct ratio_part b); /* of whole rows; NaN: no test */
};

/* Takes the argument of --test; ends the program (exit 2) when there is none of that name. */
const struct test *test_read(const char *text);

/* Pearson's statistic of as many equal rows as weighted ones are worth. */
double test_of_weighted(struct ratio_part a, struct ratio_part b);

#endif
