/* shares - the metrics of one row per group: its rate, and what it is beside the rate of the reference. */
#ifndef SEG_SHARES_H
#define SEG_SHARES_H

#include "metric.h"

/* Metric functions `find`: a row for every group, and in a table of segments for every segment. */
void shares_find(struct findings *out, const struct metric *m, const struct crosstab *x,
                 const struct rules *r);
/* One for each group: how its rates of true and of false positives lie beside those of the reference. */
void shares_find_average_odds(struct findings *out, const struct metric *m,
                              const struct crosstab *x, const struct rules *r);
void shares_find_variation(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r);
void shares_find_residuals(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r);

/* Functions `add`: the rate with its interval; the ratio to the reference with interval, test and, unless the metric
 * is never judged, verdict; both. */
void shares_add_rate(struct findings *out, struct finding *row, const struct column *c, size_t g);
void shares_add_ratio(struct findings *out, struct finding *row, const struct column *c, size_t g);
/* The ratio that the group is large enough to show. */
void shares_add_detectable(struct findings *out, struct finding *row, const struct column *c, size_t g);
void shares_add_both(struct findings *out, struct finding *row, const struct column *c, size_t g);

#endif
