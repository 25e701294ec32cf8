/* subsets - which values of crossed columns together make the slice of people that is worst off. */
#ifndef SEG_SUBSETS_H
#define SEG_SUBSETS_H

#include "metric.h"

/* Kulldorff's (1997) log-likelihood ratio that the rate inside is another than outside; 0 unless it is lower. */
double subsets_score(struct ratio_part in, struct ratio_part rest);

/* Metric function `find`: for tables of crossings. */
void subsets_find_worst(struct findings *out, const struct metric *m, const struct crosstab *x,
                        const struct rules *r);

#endif
