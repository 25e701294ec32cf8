/* tsv_fuzz - any bytes as seg-tsv: what is indexed are the cells, and nothing outside of the block. The first
 * byte is the number of columns. */
#include "cells.h"
#include "fuzz.h"
#include "tsv.h"

static void check_table(struct str text, size_t columns)
{
	struct arena keep = { 0 };
	struct tsv_header h = { ARENA_ARRAY(&keep, struct str, columns), columns };
	struct tsv_index x = { 0 };
	struct buf block = { 0 };
	struct fault f = { 0 };

	for (size_t c = 0; c < columns; c++)
		h.name[c] = (struct str){ &"abcdefgh"[c % 8], 1 };
	buf_str(&block, text);
	buf_reserve(&block, 64);
	tsv_index(&x, &block, &h, NULL, &f);
	must(f.text[0] || x.rows <= cells_lines(text.p, text.n));
	for (size_t r = 0; r < x.rows; r++) {
		struct row row = tsv_row(&x, &block, r);

		for (size_t c = 0; c < columns; c++) {
			struct str cell = row_cell(&row, c);

			must(cell.p >= block.p && cell.p + cell.n <= block.p + block.n);
			must(!cell.n ||
			     (!memchr(cell.p, '\t', cell.n) && !memchr(cell.p, '\n', cell.n)));
		}
	}
	tsv_index_release(&x);
	buf_release(&block);
	arena_release(&keep);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena keep = { 0 };
	struct str text, lines;
	struct tsv_header h;
	struct fault f = { 0 };

	if (n < 2)
		return 0;
	text = (struct str){ (const char *)data + 1, n - 1 };
	tsv_header_read(&h, &keep, text, &f);
	arena_release(&keep);
	lines = text; /* whole lines only */
	while (lines.n && lines.p[lines.n - 1] != '\n')
		lines.n--;
	check_table(lines, 1 + data[0] % 8);
	return 0;
}
