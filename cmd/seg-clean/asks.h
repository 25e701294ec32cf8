/* asks - rules that options ask for: --fill, --outlier, --recipe, --hygiene. */
#ifndef SEG_CLEAN_ASKS_H
#define SEG_CLEAN_ASKS_H

#include "plan.h"

struct asks {
	char *const *fill, *const *outlier, *const *hygiene;
	size_t fills, outliers, hygienes;
	const struct plan_options *told; /* the recipe, and whether today is known */
	const struct tsv_header *header; /* of the file */
};

/* Behind the other rules; wrong usage ends the program. */
void asks_add(struct rules *r, struct arena *keep, const struct asks *a);

/* For --list-rules: a line for each name that --hygiene knows. */
void asks_list(void);

#endif
