/* whole - the metrics of one row per table: gaps between its groups, and how much groups and outcomes hang together. */
#ifndef SEG_WHOLE_H
#define SEG_WHOLE_H

#include "metric.h"

/* Functions `find`. The widest gap of the table's rate; of the true and of the false positive rates. Groups of fewer
 * than min_n rows are left out, and said. */
void whole_find_gap(struct findings *out, const struct metric *m, const struct crosstab *x,
                    const struct rules *r);
void whole_find_odds(struct findings *out, const struct metric *m, const struct crosstab *x,
                     const struct rules *r);

void whole_find_chi_square(struct findings *out, const struct metric *m, const struct crosstab *x,
                           const struct rules *r);
void whole_find_cramers_v(struct findings *out, const struct metric *m, const struct crosstab *x,
                          const struct rules *r);
void whole_find_cramers_v_corrected(struct findings *out, const struct metric *m,
                                    const struct crosstab *x, const struct rules *r);
void whole_find_mutual(struct findings *out, const struct metric *m, const struct crosstab *x,
                       const struct rules *r);
void whole_find_mutual_share(struct findings *out, const struct metric *m, const struct crosstab *x,
                             const struct rules *r);

#endif
