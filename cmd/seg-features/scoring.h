/* scoring - what is known of everyone, from all customers. */
#ifndef SEG_FEATURES_SCORING_H
#define SEG_FEATURES_SCORING_H

#include "fitting.h"
#include "table.h"

/* What a customer is scored by. There are many on their way: as small as can be. */
struct standing {
	__int128 spend;
	int32_t recency_days;
	uint32_t orders;
	int32_t gap_twice; /* the median gap in half days; -1 with fewer than two order days */
} __attribute__((packed, aligned(4)));

/* As of a day; false when there was no order by then. */
bool scoring_see(struct standing *x, struct customer *c, int32_t as_of);

/* To standings of STANDING_GROUPS. */
void scoring_add(struct standings *all, const struct standing *x);

/* Fits the scores of every snapshot to all groups, which are rewound; or the scores of the only one, when how all stand
 * is known (not NULL). */
void scoring_run(struct table *t, struct groups *groups, const struct bins *bins, struct standings *known);

#endif
