/* expr_functions - what an expression can ask of rows. */
#include "expr_functions.h"

#include <stddef.h>

const struct expr_function expr_functions[] = {
	{ "count", "rows, or cells of a column that are not missing", EXPR_COUNT, false },
	{ "sum", "exact sum; 0 of nothing", EXPR_SUM, true },
	{ "mean", "arithmetic mean", EXPR_MEAN, true },
	{ "min", "least number", EXPR_MIN, true },
	{ "max", "greatest number", EXPR_MAX, true },
	{ "sd", "standard deviation, with n - 1", EXPR_SD, true },
	{ "median", "the same as p50", EXPR_QUANTILE, true },
	{ "p", "p1 to p99: what so many percent do not exceed, interpolated (type 7)", EXPR_QUANTILE, true },
	{ "first", "cell of the first row by time that has one", EXPR_FIRST, true },
	{ "last", "cell of the last row by time that has one", EXPR_LAST, true },
	{ "mode", "most frequent cell; of equals the first in byte order", EXPR_MODE, true },
	{ "distinct", "different cells", EXPR_DISTINCT, true },
	{ "share", "sum (or rows) where the condition holds, divided by that of all in the window",
	  EXPR_SHARE, false },
	{ "days_since", "days from the last such row to the as-of date", EXPR_DAYS_SINCE, false },
	{ "slope", "least-squares slope of the numbers per day", EXPR_SLOPE, true },
	{ NULL, NULL, EXPR_COUNT, false },
};
