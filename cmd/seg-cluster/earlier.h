/* earlier - which segments the rows were in before, or elsewhere.
 * For main: ends the program with a message when the file cannot be used. */
#ifndef SEG_EARLIER_H
#define SEG_EARLIER_H

#include "features.h"

#define EARLIER_NONE UINT32_MAX

struct earlier {          /* lives in the features' arena */
	struct str *name; /* of the segments in the file */
	size_t n;
	uint32_t *label; /* of each row of the matrix; EARLIER_NONE: it is not in the file */
	size_t shared;   /* rows that are */
};

/* By a model's rule on the rows of the input, or from a table by the id. */
struct earlier earlier_read(struct features *f, size_t id, const char *path);

/* Rows that were in each earlier segment and are in each of k segments now, row-major. */
uint64_t *earlier_table(const struct earlier *e, struct arena *a, size_t rows,
                        const uint32_t *label, size_t k);

#endif
