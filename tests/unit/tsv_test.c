/* tsv_test - seg-tsv 1 rows. The dialect is seg-tsv(5); the oracle of the index is a splitter of ten lines. */
#include "cells.h"
#include "check.h"
#include "rng.h"
#include "tsv.h"

static struct tsv_header header(struct arena *a, const char *line)
{
	struct tsv_header h = { 0 };
	struct fault f = { 0 };

	tsv_header_read(&h, a, str_of(line), &f);
	return h;
}

/* Indexes text; the cells joined by | and /, or the fault. */
static bool gives(const char *names, const char *text, size_t n, const uint32_t *order, const char *expected)
{
	struct arena a = { 0 };
	struct tsv_header h = header(&a, names);
	struct tsv_index x = { 0 };
	struct buf block = { 0 }, seen = { 0 };
	struct fault f = { 0 };
	bool fine;

	buf_bytes(&block, text, n);
	buf_reserve(&block, 64);
	tsv_index(&x, &block, &h, order, &f);
	for (size_t r = 0; r < x.rows; r++) {
		struct row row = tsv_row(&x, &block, r);

		for (size_t c = 0; c < h.columns; c++) {
			buf_text(&seen, c ? "|" : "");
			buf_str(&seen, row_cell(&row, c));
		}
		buf_char(&seen, '/');
	}
	if (f.text[0])
		buf_printf(&seen, "line %zu: %s%s%s", f.line, f.column ? f.column : "",
		           f.column ? ": " : "", f.text);
	fine = str_is(buf_view(&seen), expected);
	if (!fine)
		printf("# got %.*s\n# expected %s\n", (int)seen.n, seen.p, expected);
	buf_release(&block);
	buf_release(&seen);
	tsv_index_release(&x);
	arena_release(&a);
	return fine;
}

#define GIVES(names, text, order, expected) gives(names, text, sizeof(text) - 1, order, expected)

/* Random tables of random width against a plain splitter. */
static size_t random_tables(struct rng *r)
{
	size_t wrong = 0;

	for (int t = 0; t < 2000; t++) {
		size_t columns = 1 + rng_below(r, 9), rows = rng_below(r, 40), at = 0;
		struct arena a = { 0 };
		struct buf names = { 0 }, block = { 0 };
		struct tsv_index x = { 0 };
		struct fault f = { 0 };
		struct tsv_header h;

		for (size_t c = 0; c < columns; c++)
			buf_printf(&names, "%sc%zu", c ? "\t" : "", c);
		buf_char(&names, '\0');
		h = header(&a, names.p);
		for (size_t i = 0; i < rows; i++)
			for (size_t c = 0; c < columns; c++) {
				for (uint64_t n = rng_below(r, 12); n; n--)
					buf_char(&block, (char)('a' + rng_below(r, 26)));
				buf_char(&block, c + 1 < columns ? '\t' : '\n');
			}
		buf_reserve(&block, 64);
		tsv_index(&x, &block, &h, NULL, &f);
		wrong += x.rows != rows || f.text[0];
		for (size_t i = 0; i < x.rows; i++)
			for (size_t c = 0; c < columns; c++) {
				struct row row = tsv_row(&x, &block, i);
				struct str cell = row_cell(&row, c);
				size_t end = at;

				while (block.p[end] != '\t' && block.p[end] != '\n')
					end++;
				wrong += cell.p != block.p + at || cell.n != end - at;
				at = end + 1;
			}
		buf_release(&names);
		buf_release(&block);
		tsv_index_release(&x);
		arena_release(&a);
	}
	return wrong;
}

/* decode(encode(x)) = x for any bytes, and the encoding has no raw tab or line end. */
static size_t escapes(struct rng *r)
{
	size_t wrong = 0;
	struct buf cell = { 0 }, text = { 0 }, scratch = { 0 };

	for (int t = 0; t < 20000; t++) {
		buf_clear(&cell);
		buf_clear(&text);
		for (uint64_t n = rng_below(r, 20); n; n--)
			buf_char(&text, "\t\n\r\\tnr\"ab\xC3"[rng_below(r, 11)]);
		tsv_put(&cell, buf_view(&text));
		for (size_t i = 0; i < cell.n; i++)
			wrong += cell.p[i] == '\t' || cell.p[i] == '\n' || cell.p[i] == '\r';
		wrong += !str_eq(tsv_text(buf_view(&cell), &scratch), buf_view(&text));
	}
	buf_release(&cell);
	buf_release(&text);
	buf_release(&scratch);
	return wrong;
}

int main(void)
{
	static const uint32_t swapped[] = { 1, 0 };
	struct rng r = rng_stream(1, "tsv_test", 0);
	struct arena a = { 0 };
	struct tsv_header h;
	struct fault f = { 0 };

	CHECK(GIVES("a\tb", "1\t2\n\t\n", NULL, "1|2/|/"), "cells, and empty ones");
	CHECK(GIVES("a", "1\n\n2\n", NULL, "1//2/"),
	      "in a table of one column an empty line is a missing value");
	CHECK(GIVES("a\tb", "1\t2\r\n3\t4\r\n", NULL, "1|2/3|4/"), "a CR before LF is dropped");
	CHECK(GIVES("a\tb", "\\N\t2\n3\t\\N\n", NULL, "|2/3|/"), "\\N is missing");
	CHECK(GIVES("a\tb", "x\\ty\t\\\\\n", NULL, "x\\ty|\\\\/"), "escapes stay as they are");
	CHECK(GIVES("a\tb", "1\t2\n3\t4\n", swapped, "2|1/4|3/"),
	      "columns are brought into the table's order");
	CHECK(GIVES("a\tb", "1\t2\n3\n", NULL, "1|2/line 1: 1 cell, but the header names 2 columns"),
	      "a narrow row");
	CHECK(GIVES("a\tb", "1\t2\t3\n1\t2\n", NULL, "line 0: 3 cells, but the header names 2 columns"),
	      "a wide row");
	CHECK(GIVES("a\tb", "1\t2\n\n", NULL, "1|2/line 1: an empty line, but the header names 2 columns"),
	      "an empty line");
	CHECK(GIVES("a\tb", "1\n2\t3\t4\n", NULL, "line 0: 1 cell, but the header names 2 columns"),
	      "widths that make up for each other");
	CHECK(GIVES("a\tb", "1\t2\n3\t\\q\n", NULL,
	            "1|2/line 1: b: an unknown escape: '\\q'; clean the file with seg-clean first"),
	      "an unknown escape");
	CHECK(GIVES("a", "x\\\n",
	            NULL, "line 0: a: a lone backslash at the end: 'x\\'; clean the file with seg-clean first"),
	      "a lone backslash");
	CHECK(GIVES("a", "x\ry\n",
	            NULL, "line 0: a: a carriage return inside a row: 'x\\x0Dy'; clean the file with seg-clean first"),
	      "a CR inside");
	CHECK(GIVES("a", "\xE9\n", NULL,
	            "line 0: a: not UTF-8: '\\xE9'; clean the file with seg-clean first"),
	      "bytes that are not UTF-8");
	CHECK(GIVES("a", "x\0\n", NULL,
	            "line 0: a: a NUL byte: 'x\\x00'; clean the file with seg-clean first"),
	      "a NUL byte");
	CHECK(GIVES("a", "caf\xC3\xA9\n", NULL, "caf\xC3\xA9/"), "UTF-8 passes");
	CHECK(!tsv_header_read(&h, &a, str_of("a\t\tb"), &f) &&
	              strcmp(f.text, "column 2 of the header has no name") == 0,
	      "a column without a name");
	f = (struct fault){ 0 };
	CHECK(!tsv_header_read(&h, &a, str_of("a\tb\ta"), &f) &&
	              strcmp(f.text, "the header names 'a' twice") == 0,
	      "a name that stands twice");
	CHECK(cells_lines("a\nb\n\nc", 6) == 3, "lines are counted by their ends");
	CHECK(random_tables(&r) == 0,
	      "2,000 random tables are cut as by a plain splitter (seed 1)");
	CHECK(escapes(&r) == 0, "20,000 texts survive escaping (seed 1)");
	arena_release(&a);
	return check_done();
}
