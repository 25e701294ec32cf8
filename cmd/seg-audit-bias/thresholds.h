/* thresholds - a threshold of the score for each group, for every parity that one can choose, with its cost: a file. */
#ifndef SEG_THRESHOLDS_H
#define SEG_THRESHOLDS_H

#include "crosstab.h"

struct out;

/* A zero file writes nothing. */
struct thresholds {
	const char *file;
	struct out *out;
};

/* Adds the thresholds of a table of scores; other tables have none. */
void thresholds_add(struct thresholds *t, const struct crosstab *x);

/* The file appears, be it without a threshold. */
void thresholds_close(struct thresholds *t);

#endif
