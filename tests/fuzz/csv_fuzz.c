/* csv_fuzz - any bytes as a hand-made table: records are whole, in order, and their cells lie within their bytes.
 * The first byte chooses the dialect and the second how the rest is cut into pieces, which must not show. */
#include "buf.h"
#include "csv.h"
#include "fuzz.h"
#include "plain.h"
#include "tsv.h"

/* What is copied many rows at a time is what the reader makes of it. */
static void check_plain(const struct csv_dialect *d, struct str text)
{
	struct csv_reader *r = csv_open(d);
	struct buf in = { 0 }, fast = { 0 }, slow = { 0 };
	struct csv_record record;
	size_t rows = 0, taken;

	buf_str(&in, text);
	buf_reserve(&in, PLAIN_MARGIN);
	memset(in.p + in.n, ',', PLAIN_MARGIN);
	taken = plain_copy(d, in.p, in.n, str_utf8_bad(text) == text.n, &fast, &rows);
	must(taken <= text.n);
	csv_start(r, in.p, taken);
	while (csv_next(r, &record)) {
		must(record.status == CSV_ROW && record.cells == d->columns && rows--);
		for (size_t c = 0; c < record.cells; c++) {
			if (c)
				buf_char(&slow, '\t');
			tsv_put(&slow, record.cell[c]);
		}
		buf_char(&slow, '\n');
	}
	must(!rows && str_eq(buf_view(&fast), buf_view(&slow)));
	csv_close(r);
	buf_release(&in);
	buf_release(&fast);
	buf_release(&slow);
}

/* Everything that the reader says of n bytes, as text. */
static void read_all(const struct csv_dialect *d, const char *p, size_t n, size_t piece, struct buf *said)
{
	struct csv_reader *r = csv_open(d);
	struct csv_record record;
	size_t line = 0;

	while (n) {
		size_t give = piece < n ? piece : n, whole;
		char *copy;

		/* As long as no record is whole in it, more is given. */
		while (!(whole = quoting_whole(d, p, give, give == n)) && give < n)
			give = give + piece < n ? give + piece : n;
		must(whole <= give);
		if (!whole)
			break;
		copy = malloc(whole + 64); /* readable behind its end, as a block is */
		memcpy(copy, p, whole);
		memset(copy + whole, 0, 64);
		csv_start(r, copy, whole);
		while (csv_next(r, &record)) {
			must(record.raw.p >= copy && record.raw.p + record.raw.n <= copy + whole);
			buf_printf(said, "%zu %d:", line + record.line, record.status);
			for (size_t c = 0; record.status == CSV_ROW && c < record.cells; c++) {
				buf_char(said, '<');
				buf_str(said, record.cell[c]);
				buf_char(said, '>');
			}
			buf_char(said, '\n');
		}
		for (size_t i = 0; i < whole; i++)
			line += copy[i] == '\n';
		free(copy);
		p += whole;
		n -= whole;
	}
	csv_close(r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct csv_dialect dialect[] = {
		{ .delimiter = ',', .quote = '"' },
		{ .delimiter = ';', .quote = '"' },
		{ .delimiter = '\t', .escapes = true },
		{ .delimiter = '\t', .quote = '"', .columns = 2 },
		{ .delimiter = '\0' },
		{ .delimiter = ',', .quote = '\'' },
		{ .delimiter = ',', .quote = '"', .columns = 3 },
		{ .delimiter = ',', .quote = '"', .lines_most = 2 },
	};
	struct buf once = { 0 }, pieces = { 0 };
	const struct csv_dialect *d;

	if (n < 2)
		return 0;
	d = &dialect[data[0] % (sizeof(dialect) / sizeof(dialect[0]))];
	read_all(d, (const char *)data + 2, n - 2, n, &once);
	read_all(d, (const char *)data + 2, n - 2, 1 + data[1], &pieces);
	must(str_eq(buf_view(&once), buf_view(&pieces)));
	if (d->delimiter && d->columns > 1)
		check_plain(d, (struct str){ (const char *)data + 2, n - 2 });
	buf_release(&once);
	buf_release(&pieces);
	return 0;
}
