/* scoring - what is known of everyone, from all customers. */
#ifndef SEG_FEATURES_SCORING_H
#define SEG_FEATURES_SCORING_H

#include "table.h"

/* Adds the standing of a customer as of a day, if there was an order by then. */
void scoring_add(struct standings *all, struct customer *c, int32_t as_of);

/* Fits the scores of every snapshot to all groups, which are rewound. */
void scoring_run(struct table *t, struct groups *groups, const struct bins *bins);

#endif
