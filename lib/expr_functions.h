/* expr_functions - what an expression can ask of rows, for its parser, for help and for lists.
 * Floor 3. */
#ifndef SEG_EXPR_FUNCTIONS_H
#define SEG_EXPR_FUNCTIONS_H

#include <stdbool.h>

enum expr_what {
	EXPR_COUNT,
	EXPR_SUM,
	EXPR_MEAN,
	EXPR_MIN,
	EXPR_MAX,
	EXPR_SD,
	EXPR_QUANTILE,
	EXPR_FIRST,
	EXPR_LAST,
	EXPR_MODE,
	EXPR_DISTINCT,
	EXPR_SHARE,
	EXPR_DAYS_SINCE,
	EXPR_SLOPE
};
struct expr_function {
	const char *name, *help;
	enum expr_what what;
	bool needs_column;
};
extern const struct expr_function expr_functions[]; /* a NULL name ends them */

#endif
