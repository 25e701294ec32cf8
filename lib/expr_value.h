/* expr_value - what an expression comes to.
 * Floor 3. Sums, counts, extremes and quantiles are exact; other results are the same whatever made the rows, as long as
 * they come in the same order. */
#ifndef SEG_EXPR_VALUE_H
#define SEG_EXPR_VALUE_H

#include "expr.h"

/* Rows in the order of time. Cells are asked for by the expression's columns. */
struct expr_rows {
	size_t n;
	struct str (*cell)(const void *from, size_t row, size_t column);
	int32_t (*day)(const void *from, size_t row); /* NULL: no row has a day; windows then take all rows */
	const void *from;
	int32_t as_of;
};

enum expr_result_kind {
	EXPR_RESULT_NONE,   /* missing: there is nothing to look at, or a division by 0 */
	EXPR_RESULT_NUMBER, /* number, exactly */
	EXPR_RESULT_REAL,   /* real, finite */
	EXPR_RESULT_TEXT,   /* text: a cell of the rows */
	EXPR_RESULT_BAD /* text: a cell that should have been a number; a sum out of range when it is empty */
};

struct expr_result {
	enum expr_result_kind kind;
	struct exact number;
	double real;
	struct str text;
};

struct expr_result expr_value(const struct expr *e, const struct expr_rows *rows);

/* A condition on one row. */
bool expr_value_holds(const struct expr *condition, const struct expr_rows *rows, size_t row);

#endif
