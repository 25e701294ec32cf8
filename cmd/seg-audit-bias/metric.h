/* metric - what is measured: a table of names, formulas and functions.
 * A new metric is a function and a row of the table. */
#ifndef SEG_METRIC_H
#define SEG_METRIC_H

#include "finding.h"
#include "reference.h"

struct column;

struct metric {
	const char *name;
	const char *of;      /* "outcome", "segment" or both with a comma between */
	const char *formula; /* k of n rows of the group have the outcome */
	const char *help;
	void (*find)(struct findings *out, const struct metric *m, const struct crosstab *x,
	             const struct rules *r);
	/* For metrics of a row per group: what fills it. */
	void (*add)(struct findings *out, struct finding *row, const struct column *c, size_t g);
};

extern const struct metric metrics[]; /* in byte order of the names */
extern const size_t metric_count;

/* Adds the rows of every metric that this kind of table has. */
void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r);

#endif
