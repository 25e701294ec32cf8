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

/* Where the value can lie, when an interval can be had by drawing rows anew. */
enum metric_range {
	METRIC_NO_DRAWS, /* a test statistic, or there is a formula */
	METRIC_ANY,
	METRIC_FROM_0,
	METRIC_SHARE,     /* 0 to 1 */
	METRIC_DIFFERENCE /* -1 to 1 */
};

struct column;
struct metric_of_scores;

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
	bool of_counts;            /* has no form for weighted rows and is left out then */
	enum metric_range range;
	double level;                         /* of a quantile */
	const struct metric_of_scores *score; /* see calibrated.c */
};

/* A file's metrics: the rows of its table. */
struct metrics {
	const struct metric *row;
	size_t n;
};

/* All of them in byte order of the names, from the arena. */
const struct metric *const *metrics_listed(struct arena *a, size_t *n);

/* The word of --list for a kind of table: the option that asks for it. */
const char *metric_of(enum axis_kind kind);

/* Adds the rows of every metric that this kind of table has; `table` is its number among all of the run. */
void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r, size_t table);

/* Of one metric. */
void metric_find(struct findings *out, const struct metric *m, const struct crosstab *x,
                 const struct rules *r);

/* Ends the program (exit 3) when the policy names a metric that does not exist or is never judged, or bounds a ratio or
 * a share above 1 (only gaps of amounts may be larger), and (exit 2) when
 * it is not measured, since no table of its kind is asked for. */
void metrics_check_policy(const struct policy *p, const bool *asked_for);

#endif
