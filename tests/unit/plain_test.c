/* plain_test - rows that are copied many at a time. Oracle: the records that csv.h cuts, each cell put by tsv.h. */
#include "plain.h"

#include "check.h"
#include "csv.h"
#include "rng.h"
#include "tsv.h"

/* The rows of text as csv.h reads them; records that are no rows of d->columns cells are not rows here either. */
static size_t slowly(const struct csv_dialect *d, struct str text, struct buf *out)
{
	struct csv_reader *r = csv_open(d);
	struct csv_record rec;
	size_t rows = 0;

	csv_start(r, text.p, text.n);
	while (csv_next(r, &rec)) {
		rows++;
		for (size_t c = 0; c < rec.cells; c++) {
			if (c)
				buf_char(out, '\t');
			tsv_put(out, rec.cell[c]);
		}
		buf_char(out, rec.status == CSV_ROW && rec.cells == d->columns ? '\n' : '!');
	}
	csv_close(r);
	return rows;
}

/* Whether what plain_copy takes of the text is what the reader makes of it. */
static bool agrees(const struct csv_dialect *d, struct buf *text, size_t *taken)
{
	struct buf fast = { 0 }, slow = { 0 };
	size_t rows = 0;
	bool same, utf8 = str_utf8_bad(buf_view(text)) == text->n;

	buf_reserve(text, PLAIN_MARGIN);
	*taken = plain_copy(d, text->p, text->n, utf8, &fast, &rows);
	same = slowly(d, (struct str){ text->p, *taken }, &slow) == rows &&
	       str_eq(buf_view(&fast), buf_view(&slow));
	buf_release(&fast);
	buf_release(&slow);
	return same;
}

static size_t messes(struct rng *r, const struct csv_dialect *d, size_t *taken)
{
	static const char *const part[] = {
		"\"x\"",         "\"\"",     ",",          ",",  "\n",
		"\r\n",          "abc",      "2026-11-25", " ",  "\"a, b\"",
		"\"9\"\" pie\"", "\xC3\xA9", "\t",         "\\", "\""
	};
	size_t wrong = 0;

	*taken = 0;
	for (int t = 0; t < 4000; t++) {
		size_t pieces = rng_below(r, 12), rows = rng_below(r, 30), some;
		struct buf text = { 0 };

		for (size_t i = 0; i < rows; i++)
			buf_text(&text, i % 7 == 3 ? "1,\"x, y\",3\r\n"
			                : i % 5    ? "aa,,cccccccccc\n"
			                           : ",\xC3\xBC,\n");
		for (size_t i = 0; i < pieces; i++)
			buf_text(&text, part[rng_below(r, sizeof(part) / sizeof(*part))]);
		buf_char(&text, '\n');
		wrong += !agrees(d, &text, &some);
		*taken += some;
		buf_release(&text);
	}
	return wrong;
}

/* How many bytes of the text are copied, and as what. */
static bool gives(const struct csv_dialect *d, const char *text, size_t taken, const char *expected)
{
	struct buf in = { 0 }, out = { 0 };
	size_t rows = 0, n;
	bool fine;

	buf_text(&in, text);
	buf_reserve(&in, PLAIN_MARGIN);
	n = plain_copy(d, in.p, in.n, false, &out, &rows);
	fine = n == taken && str_is(buf_view(&out), expected);
	if (!fine)
		printf("# took %zu, got %.*s\n", n, (int)out.n, out.p);
	buf_release(&in);
	buf_release(&out);
	return fine;
}

int main(void)
{
	const struct csv_dialect comma = { .delimiter = ',', .quote = '"', .columns = 3 },
				 tab = { .delimiter = '\t', .quote = '"', .columns = 2 },
				 seg = { .delimiter = '\t', .escapes = true, .columns = 2 };
	struct rng r = rng_stream(1, "plain_test", 0);
	size_t taken;

	CHECK(messes(&r, &comma, &taken) == 0 && taken > 100000,
	      "4,000 messes: what is copied is what the reader makes of it");
	CHECK(messes(&r, &tab, &taken) == 0, "also with other delimiters");
	CHECK(gives(&comma, "1,2,3\n4,,\n", 10, "1\t2\t3\n4\t\t\n"), "delimiters become tabs");
	CHECK(gives(&comma, "1,\"2, \"\"x\"\"\",3\r\n,,\r\n", 20, "1\t2, \"x\"\t3\n\t\t\n"),
	      "quotes and carriage returns go");
	CHECK(gives(&comma, "1,2,3\n4,5\n1,2,3\n", 6, "1\t2\t3\n"),
	      "a row of another width stops it");
	CHECK(gives(&comma, "1,2,3\n4,\"5\n\",6\n", 6, "1\t2\t3\n"), "so does a cell of two lines");
	CHECK(gives(&comma, "1,2,3\n4,\"5\"x,6\n", 6, "1\t2\t3\n"), "and text after a quote");
	CHECK(gives(&comma, "1,2,3\n\n1,2,3\n", 6, "1\t2\t3\n"), "and a blank line");
	CHECK(gives(&comma, "1,2,3\n4,5,\t\n", 6, "1\t2\t3\n"), "and what has to be escaped");
	CHECK(gives(&comma, "1,2,3\n4,5,\xC3\xA9\n", 6, "1\t2\t3\n"), "and what may not be UTF-8");
	CHECK(gives(&tab, "1\t2\n\"a\tb\"\t2\n", 4, "1\t2\n"), "and a quoted tab");
	CHECK(gives(&seg, "1\t\"\n\\N\t2\n", 4, "1\t\"\n"), "and an escape");
	CHECK(gives(&comma, "1,2,3\n4,5,6", 6, "1\t2\t3\n"), "and a line without its end");
	return check_done();
}
