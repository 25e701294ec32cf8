/* fitting - what is known of everyone, from how all customers stand. */
#ifndef SEG_FEATURES_FITTING_H
#define SEG_FEATURES_FITTING_H

#include "everyone.h"
#include "standings.h"

/* The groups of standings: those of enum score, and the median gap of customers with two order days, in half days. */
#define STANDING_GAP SCORES
#define STANDING_GROUPS (SCORES + 1)

/* Fits scores, deciles, classes and the typical gap; scores within scores are for the other two. */
void fitting_scores(struct everyone *s, struct standings *of, const struct bins *bins);

/* With bins->nested: the cuts of orders, of which a group is those of one recency score, from 0; then those of spend,
 * whose groups are numbered by fitting_within. When those of a group are tied, they all score 1. */
void fitting_orders(struct everyone *s, struct standings *of);
void fitting_spend(struct everyone *s, struct standings *of);
size_t fitting_within(const struct everyone *s, unsigned r, unsigned f);

#endif
