/* tsv - seg-tsv 1 rows: bytes to cells and cells to bytes (see seg-tsv(5)).
 * Floor 3. A block of whole lines is indexed once: cells are slices of the block, good as long as it is.
 * Cells stay in their escaped form; a missing value is the empty cell. Columns are known by their escaped names. */
#ifndef SEG_TSV_H
#define SEG_TSV_H

#include "arena.h"
#include "buf.h"
#include "fault.h"

#define TSV_LINE_MOST (16u << 20) /* bytes of one line */
#define TSV_COLUMNS_MOST 4096
#define TSV_NAME_MOST 255 /* bytes of a column's name */

/* Names and number of the columns of a table. */
struct tsv_header {
	struct str *name;
	size_t columns;
};

/* Splits a header line (without its line end); false with a fault when names are empty, repeated or too many. */
bool tsv_header_read(struct tsv_header *h, struct arena *keep, struct str line, struct fault *f);
size_t tsv_header_find(const struct tsv_header *h, struct str name); /* SIZE_MAX when there is none */
/* n names for a message, each behind a blank, as many as fit one; and a NUL. */
void tsv_put_names(struct buf *b, const struct str *name, size_t n);

/* Where every cell of a block ends, row after row. */
struct tsv_index {
	uint32_t *end; /* end[-1] is a sentinel, so that the first cell needs no special case */
	size_t rows, columns, room;
};

struct row {
	const char *p;       /* the block */
	const uint32_t *end; /* of this row's cells */
	size_t columns;
};

/* Indexes p[0..n), whole lines of h->columns cells each; n < 2^31. Rows that need it are first brought into plain
 * form in place of the old: no CR before LF, \N as the empty cell, columns in the table's order when `order` says
 * where each one stands in this file (NULL: as they are).
 * On a malformed row: *f, and the rows before it are indexed. */
void tsv_index(struct tsv_index *x, struct buf *block, const struct tsv_header *h,
               const uint32_t *order, struct fault *f);
void tsv_index_fit(struct tsv_index *x); /* gives back the room that is not used */
void tsv_index_release(struct tsv_index *x);

static inline struct row tsv_row(const struct tsv_index *x, const struct buf *block, size_t row)
{
	return (struct row){ block->p, x->end + row * x->columns, x->columns };
}

static inline struct str row_cell(const struct row *r, size_t column)
{
	uint32_t from = r->end[(ptrdiff_t)column - 1] + 1; /* the sentinel is UINT32_MAX: + 1 is 0 */

	return (struct str){ r->p + from, r->end[column] - from };
}

/* The row as it stands, without its line end. */
static inline struct str row_line(const struct row *r)
{
	uint32_t from = r->end[-1] + 1;

	return (struct str){ r->p + from, r->end[r->columns - 1] - from };
}

/* A cell's text with its escapes undone; the cell itself when it has none. */
struct str tsv_text(struct str cell, struct buf *scratch);

const char *tsv_cell_problem(struct str cell); /* what is wrong with a cell as it stands, or NULL */
void tsv_put(struct buf *b, struct str text);  /* text as a cell: with escapes */

/* One cell of any table that is written: a missing one is \N under -C. */
static inline void cell_put(struct buf *out, struct str cell, bool headerless)
{
	buf_str(out, cell.n || !headerless ? cell : str_of("\\N"));
}

#endif
