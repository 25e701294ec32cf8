/* layout - rows in, the same rows with a tool's own columns out. */
#include "layout.h"

void layout_make(struct layout *l, struct arena *keep, const struct tsv_header *in,
                 const char *const *own, size_t n, bool headerless)
{
	*l = (struct layout){ .columns = in->columns, .appends = true, .headerless = headerless };
	l->header.name = ARENA_ARRAY(keep, struct str, in->columns + n);
	l->from = ARENA_ARRAY(keep, size_t, in->columns + n);
	for (size_t c = 0; c < in->columns; c++) {
		l->header.name[c] = in->name[c];
		l->from[c] = c;
	}
	l->header.columns = in->columns;
	for (size_t k = 0; k < n; k++) {
		size_t at = tsv_header_find(&l->header, str_of(own[k]));

		if (at == SIZE_MAX)
			at = l->header.columns++;
		else
			l->appends = false;
		l->header.name[at] = str_of(own[k]);
		l->from[at] = in->columns + k;
	}
}

void layout_put_header(const struct layout *l, struct buf *out)
{
	if (l->headerless)
		return;
	for (size_t c = 0; c < l->header.columns; c++) {
		if (c)
			buf_char(out, '\t');
		buf_str(out, l->header.name[c]);
	}
	buf_char(out, '\n');
}

void layout_put_row(const struct layout *l, struct buf *out, const struct row *row, const struct str *own)
{
	size_t c = 0;

	if (l->appends && !l->headerless) {
		buf_str(out, row_line(row));
		c = l->columns;
	}
	for (; c < l->header.columns; c++) {
		size_t from = l->from[c];

		if (c)
			buf_char(out, '\t');
		cell_put(out, from < l->columns ? row_cell(row, from) : own[from - l->columns],
		         l->headerless);
	}
	buf_char(out, '\n');
}
