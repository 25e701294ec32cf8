/* rows - how every metric begins a row: of a group, or of the whole table. */
#ifndef SEG_ROWS_H
#define SEG_ROWS_H

#include "metric.h"

/* The row of group g: its name and rows, and why nobody can be sure of it. The outcome is the caller's to name. */
struct finding *row_of_group(struct findings *out, const struct metric *m, const struct crosstab *x,
                             size_t g, const struct rules *r);

/* Says of a group that it has no name, or is made of hidden ones. */
void row_says_who(struct findings *out, struct finding *row, const struct crosstab *x, size_t g,
                  const struct rules *r);

/* The row of all groups together. */
struct finding *row_of_table(struct findings *out, const struct metric *m, const struct crosstab *x);

/* One of the widest gap between two groups: their figures and standard errors, NaN for those that are not judged. */
struct row_estimates {
	const double *value, *error;
};
void row_of_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                const struct rules *r, const struct row_estimates *of);

/* The name of a group or of everyone. */
struct str row_reference(const struct crosstab *x, size_t g);

/* Says that a metric is compared with group `to`; false, with the reason, when it cannot be: the row is the reference
 * itself, has no rows, is alone, or one of both is too small to be judged. */
bool row_compares(struct findings *out, struct finding *row, const struct metric *m,
                  const struct crosstab *x, size_t g, size_t to, const struct rules *r);

/* Says that it is the reference itself: in one way where there are verdicts, for those who show these, in another where
 * there are none. */
void row_is_reference(struct findings *out, struct finding *row, const struct metric *m);

/* The group with the best measure (NaN: none) among those that can be judged, as reference_choose picks it, or the one
 * that --reference says. REFERENCE_EVERYONE when nothing can be chosen. */
struct choice row_best(const struct crosstab *x, const double *measure, bool low_is_best,
                       const struct rules *r);

#endif
