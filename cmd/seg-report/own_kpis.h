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

/* Of the rows for which mine[row] is group, or of all when `mine` is NULL. */
struct cell own_kpis_value(const struct own_kpis *k, struct arena *keep, size_t i,
                           const size_t *mine, size_t group);

#endif
