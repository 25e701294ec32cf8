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
	/* the rest is filled by table_score */
	__int128 *recency, *orders, *spend; /* of those who bought */
	size_t *buyer; /* per customer: which of the arrays above; SIZE_MAX: none */
	size_t buyers;
	struct rfm_cuts r, f, m;
	const struct rfm_grid *grid;
};

/* NULL, or the customer whose spend cannot be added up. */
const struct group *table_score(struct table *t, struct arena *a);

void table_put_header(struct buf *out, struct str id);

/* For struct slices. */
size_t table_slices(const struct table *t);
void table_print(void *table, struct block *b, void *state);

#endif
