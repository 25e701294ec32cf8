/* unescape_fuzz - any bytes as a cell of seg-tsv: escapes are undone without more room, text written as a cell reads back. */
#include "fuzz.h"
#include "tsv.h"

/* Any text without NUL, put as a cell, is a cell without fault and reads back. */
static void check_text(struct str text)
{
	struct buf cell = { 0 }, scratch = { 0 };
	struct str again;

	tsv_put(&cell, text);
	must(!cell.n || (!memchr(cell.p, '\t', cell.n) && !memchr(cell.p, '\n', cell.n)));
	must(!tsv_cell_problem(buf_view(&cell)) || str_utf8_bad(text) < text.n);
	again = tsv_text(buf_view(&cell), &scratch);
	must(str_eq(again, text));
	buf_release(&cell);
	buf_release(&scratch);
}

/* Undoing escapes is defined for any cell, and what comes out needs no more room. */
static void check_unescape(struct str cell)
{
	struct buf scratch = { 0 };

	tsv_cell_problem(cell);
	must(tsv_text(cell, &scratch).n <= cell.n);
	buf_release(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };

	check_unescape(text);
	if (n && !memchr(data, '\0', n))
		check_text(text);
	return 0;
}
