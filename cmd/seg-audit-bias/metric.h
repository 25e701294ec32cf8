/* metric - what is measured: a table of names, formulas and functions.
 * A new metric is a function (shares.h, whole.h) and a row of the table. */
#ifndef SEG_METRIC_H
#define SEG_METRIC_H

#include "finding.h"
#include "policy.h"
#include "reference.h"

/* Two counts of a confusion table, as sets of AXIS_TP …: what a rate is a share of. */
struct metric_share {
	unsigned hits, total;
	bool low_is_best;
	bool paired;         /* another metric has the other part of the total: both are one test */
	const char *lacking; /* why the total may be 0 */
};

struct column;

/* What find is given: the table, and the same reduced to the metric's share. */
struct metric {
	const char *name;
	enum axis_kind of[2];
	size_t ofs;
	const char *formula;
	const char *help;
	void (*find)(struct findings *out, const struct metric *m, const struct crosstab *x,
	             const struct rules *r);
	/* For metrics of a row per group: what fills it. */
	void (*add)(struct findings *out, struct finding *row, const struct column *c, size_t g);
	enum finding_judged judged;
	struct metric_share share; /* total 0: the table as it is */
};

extern const struct metric metrics[]; /* in byte order of the names */
extern const size_t metric_count;

/* The word of --list for a kind of table: outcome, segment or label. */
const char *metric_of(enum axis_kind kind);

/* Adds the rows of every metric that this kind of table has. */
void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r);

/* Ends the program (exit 3) when the policy names a metric that does not exist or is never judged, and (exit 2) when
 * it is not measured, since no table of its kind is asked for. */
void metrics_check_policy(const struct policy *p, const bool *asked_for);

#endif
