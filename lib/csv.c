/* csv - records of hand-made files. */
#include "csv.h"

#include <csv.h>
#include <stdlib.h>

#include "arena.h"
#include "buf.h"
#include "diag.h"
#include "marks.h"

struct csv_reader {
	struct csv_dialect d;
	const char *p;
	size_t n, at, line;
	struct marks found;
	const uint32_t *mark; /* of them: where delimiters, line ends and quotes stand */
	size_t marks, next;
	bool cr; /* somewhere in the block: a carriage return */
	struct str *cell;
	size_t cells, cell_room;
	struct csv_parser lib;
	struct buf text; /* cells of a record without their quotes: never more than the bytes, so they stay where they are */
	struct buf rewritten;
	bool row_ended, one_column;
};

static int never_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void add_cell(struct csv_reader *r, const char *p, size_t n)
{
	if (r->cells == r->cell_room) {
		r->cell_room = r->cell_room ? 2 * r->cell_room : 64;
		r->cell = memory_resize(r->cell, r->cell_room, sizeof(*r->cell));
	}
	r->cell[r->cells++] = (struct str){ p, n };
}

/* libcsv's callbacks. */
static void on_field(void *text, size_t n, void *user)
{
	struct csv_reader *r = user;

	add_cell(r, r->text.p + r->text.n, n);
	buf_bytes(&r->text, text, n);
}

static void on_row(int c, void *user)
{
	(void)c;
	((struct csv_reader *)user)->row_ended = true;
}

static void parser_start(struct csv_reader *r)
{
	csv_init(&r->lib, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL); /* fails without a parser only */
	csv_set_delim(&r->lib, (unsigned char)r->d.delimiter);
	csv_set_quote(&r->lib, (unsigned char)r->d.quote);
	csv_set_space_func(&r->lib, never_space);
	csv_set_blk_size(&r->lib, 4096);
}

struct csv_reader *csv_open(const struct csv_dialect *d)
{
	struct csv_reader *r = memory_get(1, sizeof(*r));

	*r = (struct csv_reader){ .d = *d, .one_column = d->columns == 1 };
	parser_start(r);
	return r;
}

void csv_start(struct csv_reader *r, const char *p, size_t n)
{
	r->p = p;
	r->n = n;
	r->at = r->line = r->next = 0;
	buf_clear(&r->text);
	buf_reserve(&r->text, n);
	marks_clear(&r->found);
	if (r->d.delimiter)
		marks_find(&r->found, r->d.delimiter, r->d.quote, p, n);
	r->mark = r->found.at;
	r->marks = r->found.n;
	r->cr = n && memchr(p, '\r', n);
}

/* Strict libcsv takes no quote inside an unquoted field, and ends the row at a CR: such fields are quoted for it. */
static void rewrite(struct csv_reader *r, size_t from, size_t end)
{
	const char *p = r->p;

	buf_clear(&r->rewritten);
	while (from < end) {
		size_t to = from;

		if (p[from] == r->d.quote) {
			quoting_close(&r->d, p, end, from, true, &to);
			to++;
			buf_bytes(&r->rewritten, p + from, to - from);
		} else {
			while (!quoting_ends(&r->d, p, end, to))
				to++;
			buf_char(&r->rewritten, r->d.quote);
			for (size_t i = from; i < to; i++) {
				if (p[i] == r->d.quote)
					buf_char(&r->rewritten, r->d.quote);
				buf_char(&r->rewritten, p[i]);
			}
			buf_char(&r->rewritten, r->d.quote);
		}
		from = to < end && p[to] == r->d.delimiter ? to + 1 : end; /* or the line end */
		buf_bytes(&r->rewritten, p + to, from - to);
	}
}

/* The status of a record whose field at `open` is not closed as it should be. */
static void take_bad(const struct csv_reader *r, enum quoting found, size_t open, size_t close,
                     struct csv_record *out)
{
	out->status = found == QUOTING_BAD ? CSV_BAD_QUOTE : CSV_RUNAWAY;
	out->opened = r->line + quoting_count('\n', r->p + r->at, open - r->at);
	if (found == QUOTING_STRAY)
		out->closed = out->opened + quoting_count('\n', r->p + open, close - open);
}

/* The end of the record at r->at that holds a quoted field; *inner says whether others hold quotes or CRs. */
static bool quoted_end(const struct csv_reader *r, struct csv_record *out, size_t *end, bool *inner)
{
	size_t at = r->at;

	*inner = false;
	for (;;) {
		size_t close = at;

		if (at < r->n && r->p[at] == r->d.quote) {
			enum quoting found = quoting_close(&r->d, r->p, r->n, at, true, &close);

			if (found != QUOTING_CLOSED) {
				*end = quoting_line(r->p, r->n, at);
				take_bad(r, found, at, close, out);
				return false;
			}
			at = close + 1;
		}
		for (; at < r->n && r->p[at] != r->d.delimiter && r->p[at] != '\n'; at++)
			*inner |= r->p[at] == r->d.quote ||
			          (r->p[at] == '\r' && !quoting_ends(&r->d, r->p, r->n, at));
		if (at == r->n || r->p[at] == '\n') {
			*end = at < r->n ? at + 1 : at;
			return true;
		}
		at++;
	}
}

static void quoted_record(struct csv_reader *r, struct csv_record *out)
{
	struct str bytes;
	size_t end, start = r->at;
	bool inner;

	r->cells = 0;
	out->quoted = true;
	buf_clear(&r->text);
	if (quoted_end(r, out, &end, &inner)) {
		bytes = (struct str){ r->p + start, end - start };
		if (inner) {
			rewrite(r, start, end);
			bytes = buf_view(&r->rewritten);
		}
		r->row_ended = false;
		if (csv_parse(&r->lib, bytes.p, bytes.n, on_field, on_row, r) != bytes.n ||
		    (!r->row_ended && csv_fini(&r->lib, on_field, on_row, r) != 0)) {
			if (csv_error(&r->lib) == CSV_ENOMEM)
				die(STATUS_SYSTEM, "out of memory (libcsv)");
			out->status = CSV_BAD_QUOTE;
			csv_free(&r->lib);
			parser_start(r);
		}
	}
	out->raw = (struct str){ r->p + start, end - start };
	for (size_t i = 0; i + 1 < out->raw.n; i++)
		r->line += out->raw.p[i] == '\n';
	r->at = end;
	while (r->next < r->marks && r->mark[r->next] < end)
		r->next++;
}

static struct str without_line_end(struct str s)
{
	if (s.n && s.p[s.n - 1] == '\n')
		s.n--;
	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	return s;
}

/* A line cut at runs of blanks. */
static void blank_record(struct csv_reader *r, struct csv_record *out)
{
	size_t end = quoting_line(r->p, r->n, r->at), at = r->at;

	out->raw = (struct str){ r->p + r->at, end - r->at };
	while (at < end) {
		size_t from = at;

		while (at < end && !strchr(" \t\r\n", r->p[at]))
			at++;
		if (at > from)
			add_cell(r, r->p + from, at - from);
		at++;
	}
	r->at = end;
}

/* Whether a quote stands at the mark i. */
static bool quote_at(const struct csv_reader *r, size_t i)
{
	return i < r->marks && r->p[r->mark[i]] == r->d.quote;
}

/* The text between two quotes, of the quotes within each second one. */
static void unquote(struct csv_reader *r, size_t open, size_t close)
{
	char *from = r->text.p + r->text.n, *to = from;

	for (size_t i = open + 1; i < close; i++) {
		*to++ = r->p[i];
		i += r->p[i] == r->d.quote;
	}
	r->text.n = (size_t)(to - r->text.p);
	add_cell(r, from, (size_t)(to - from));
}

/* The cell whose quote opens at the mark r->next, and the line ends in it; then its end is the mark that follows. False leaves
 * the record to libcsv: nothing is said yet of a cell with so many lines or delimiters that its quote may be a stray one. */
static bool marked_cell(struct csv_reader *r, size_t *lines)
{
	size_t open = r->mark[r->next], i = r->next + 1, close, cuts = 0, doubled = 0;

	*lines = 0;
	for (; i < r->marks; i++) {
		if (quote_at(r, i)) {
			if (!quote_at(r, i + 1) || r->mark[i + 1] != r->mark[i] + 1)
				break;
			doubled++;
			i++;
		} else if (r->p[r->mark[i]] == '\n') {
			++*lines;
		} else {
			cuts++;
		}
	}
	if (i == r->marks)
		return false;
	close = r->mark[i];
	if (close - open > CSV_FIELD_MOST || !quoting_ends(&r->d, r->p, r->n, close + 1) ||
	    *lines > quoting_lines_most(&r->d) || (*lines && cuts >= CSV_STRAY) ||
	    (r->cr && memchr(r->p + open, '\r', close - open)))
		return false;
	if (doubled)
		unquote(r, open, close);
	else
		add_cell(r, r->p + open + 1, close - open - 1);
	r->next = i;
	return true;
}

static void marked_record(struct csv_reader *r, struct csv_record *out)
{
	size_t start = r->at, from = start, end = r->n, lines = 0, more;
	bool taken = false; /* the cell that ends at the next delimiter or line end */

	buf_clear(&r->text);
	for (; r->next < r->marks; r->next++) {
		size_t at = r->mark[r->next];

		if (r->p[at] == r->d.delimiter) {
			if (!taken)
				add_cell(r, r->p + from, at - from);
			from = at + 1;
			taken = false;
		} else if (r->p[at] == '\n') {
			end = at;
			r->next++;
			break;
		} else if (at == from) {
			if (!marked_cell(r, &more)) {
				quoted_record(r, out);
				return;
			}
			lines += more;
			taken = out->quoted = true;
		}
	}
	r->at = end < r->n ? end + 1 : end;
	r->line += lines;
	out->raw = (struct str){ r->p + start, end - start };
	if (end > from && r->p[end - 1] == '\r')
		end--;
	if (!taken)
		add_cell(r, r->p + from, end - from);
	out->plain = !lines && !(r->found.odd && marks_odd(r->d.delimiter, r->p + start, end - start)) &&
	             !(out->quoted && r->d.delimiter == '\t') &&
	             !(r->cr && memchr(r->p + start, '\r', end - start));
}

bool csv_next(struct csv_reader *r, struct csv_record *out)
{
	while (r->at < r->n) {
		r->cells = 0;
		*out = (struct csv_record){ .status = CSV_ROW, .line = r->line };
		if (r->d.delimiter)
			marked_record(r, out);
		else
			blank_record(r, out);
		r->line++;
		out->raw = without_line_end(out->raw);
		if ((!r->cells && out->status == CSV_ROW) || (!out->raw.n && !r->one_column))
			continue;
		if (r->cells > CSV_COLUMNS_MOST)
			out->status = CSV_TOO_WIDE;
		out->cell = r->cell;
		out->cells = r->cells;
		return true;
	}
	return false;
}

size_t csv_taken(const struct csv_reader *r)
{
	return r->at;
}

void csv_close(struct csv_reader *r)
{
	csv_free(&r->lib);
	marks_release(&r->found);
	free(r->cell);
	buf_release(&r->text);
	buf_release(&r->rewritten);
	free(r);
}
