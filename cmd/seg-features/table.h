/* table - the row of every customer: scores, which need everyone, and print. */
#ifndef SEG_FEATURES_TABLE_H
#define SEG_FEATURES_TABLE_H

#include "group.h"
#include "rfm.h"

/* What is known of everyone, by customer in the order of ids. */
struct table {
	const struct groups *groups; /* of struct customer */
	int32_t as_of;
	bool headerless;
	struct rfm_cuts cuts[3]; /* for recency, orders and spend; no bins: not scored */
	const struct rfm_grid *grid;
};

/* NULL, or the customer whose spend cannot be added up. */
const struct group *table_check(const struct table *t);

/* Fits the cuts to everyone: never to a part of the customers. */
void table_score(struct table *t);

/* Whether the table has a column of this name beside the id. */
bool table_names(const char *name);
void table_put_header(struct buf *out, struct str id);

/* For struct slices. */
size_t table_slices(const struct table *t);
void table_print(void *table, struct block *b, void *state);

#endif
