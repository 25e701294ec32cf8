/* layout - rows in, the same rows with a tool's own columns out.
 * Floor 3. A column the tool writes replaces the one of that name in place; a new one goes at the right. */
#ifndef SEG_LAYOUT_H
#define SEG_LAYOUT_H

#include "tsv.h"

struct layout {
	struct tsv_header header; /* of what is written */
	size_t *from; /* per written column: a column of the row, or columns + k for the tool's k-th */
	size_t columns;  /* of the rows that come in */
	bool appends;    /* every own column is new: the row is copied as it stands */
	bool headerless; /* -C: no header line, missing is written \N */
};

void layout_make(struct layout *l, struct arena *keep, const struct tsv_header *in,
                 const char *const *own, size_t n, bool headerless);

/* Nothing under -C. */
void layout_put_header(const struct layout *l, struct buf *out);

/* `own` holds the tool's cells, already in escaped form. */
void layout_put_row(const struct layout *l, struct buf *out, const struct row *row,
                    const struct str *own);

#endif
