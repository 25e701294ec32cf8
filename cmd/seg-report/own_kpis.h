/* own_kpis - figures that the user computes of a segment's customers, in the expression language (expr.h). */
#ifndef SEG_REPORT_OWN_KPIS_H
#define SEG_REPORT_OWN_KPIS_H

#include "expr.h"
#include "table.h"

#include "frame.h"

#define OWN_KPIS 20

struct own_kpis {
	struct own_kpi {
		const char *name;
		const struct expr *expr;
	} of[OWN_KPIS];
	size_t n;
	struct expr_columns columns;
	size_t column[EXPR_COLUMNS]; /* of the frame */
	const struct frame *f;
	const size_t *row; /* of the frame, in the order of ids */
};

/* One --kpi=NAME=EXPR; what is wrong with it ends the program (exit 2). */
void own_kpis_add(struct own_kpis *k, struct arena *keep, const char *text);

/* Looks the columns up and brings the rows in order; `id` may be SIZE_MAX: as they stand. */
void own_kpis_bind(struct own_kpis *k, struct arena *keep, const struct frame *f, size_t id);

#define OWN_KPIS_DRAWS 200 /* bootstrap samples behind an interval */
#define OWN_KPIS_MOST                                                                              \
	50000 /* customers of a group that are drawn anew; of more there is no interval */

/* The figure, and the percentile interval of the bootstrap (Efron and Tibshirani 1993, chapter 13) when it is a number:
 * as many customers drawn anew, with replacement, in the order of their ids. Missing: the sample has too few that have a
 * result, or the group is too large. */
struct own_kpis_result {
	struct cell value, lower, upper;
};

/* Of the rows for which mine[row] is group, or of all when `mine` is NULL. */
struct own_kpis_result own_kpis_value(const struct own_kpis *k, struct arena *keep, size_t i,
                                      const size_t *mine, size_t group, double confidence);

#endif
