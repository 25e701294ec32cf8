/* linear - least squares: a number as a weighted sum of columns, with errors that hold whatever the spread.
 * Floor 2. Arrays in, numbers out; same rows in the same order, same bytes for any threads. */
#ifndef SEG_LINEAR_H
#define SEG_LINEAR_H

#include "arena.h"
#include "gram.h"
#include "tiles.h"

#define LINEAR_MOST 1000 /* columns */

struct linear_rows {
	struct gram_rows x; /* columns with mean 0 and standard deviation 1; finite past the last row */
	const double *y;
	const double *weight; /* of each row; 0: left out, whatever its y; NULL: 1 */
	size_t n;
	struct tiles_each each;
};

struct linear {
	double *beta; /* [0] the intercept, then one a column; 0 where others make it up */
	double *error; /* HC3 of MacKinnon and White (1985): residuals over (1 - leverage), squared; NaN where dropped */
	size_t used;      /* columns that were not dropped */
	double residual;  /* standard deviation of what is left: sum of squares over n - used - 1 */
	double r_squared; /* share of the spread that the columns make up */
	double *moments; /* sums of products about the means, of the columns and then of y: p + 1 rows; a dropped one is 0 */
	bool fits; /* more rows than weights, none of which rests on one row alone */
};

/* Memory from the arena. */
void linear_fit(struct linear *out, struct arena *a, const struct linear_rows *rows);

#endif
