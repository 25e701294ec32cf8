/* input - the rows of the FILEs of a command line, as blocks. */
#include "input.h"

#include <stdlib.h>

#include "diag.h"

#define NAMES_SHOWN 400 /* bytes of names, in a message */

/* More bytes at the end of b; false at the end of the file. */
static bool read_more(struct input *in, struct buf *b)
{
	size_t got;

	buf_reserve(b, BLOCK_BYTES + 64);
	got = source_read(&in->source, b->p + b->n, BLOCK_BYTES);
	b->n += got;
	return got == BLOCK_BYTES;
}

/* Reads until `rest` holds the whole first line and takes it off, into `line`. */
static struct str read_header_line(struct input *in, struct buf *line, struct fault *f)
{
	struct str header;
	char *lf = NULL;
	bool more = true;

	while (more && !lf && in->rest.n < TSV_LINE_MOST) {
		size_t seen = in->rest.n;

		more = read_more(in, &in->rest);
		lf = memchr(in->rest.p + seen, '\n', in->rest.n - seen);
	}
	if (!lf) {
		fault_set(f, 0, NULL,
		          in->rest.n
		                  ? "the header has no line end: the input was cut"
		                  : "empty input: no header line (did the tool before it fail?)");
		return (struct str){ 0 };
	}
	buf_bytes(line, in->rest.p, (size_t)(lf - in->rest.p));
	in->rest.n -= line->n + 1;
	memmove(in->rest.p, lf + 1, in->rest.n);
	header = buf_view(line);
	if (header.n >= 3 && memcmp(header.p, "\xEF\xBB\xBF", 3) == 0)
		header.p += 3, header.n -= 3;
	if (header.n && header.p[header.n - 1] == '\r')
		header.n--;
	return header;
}

/* The order of this file's columns in the table's, or NULL when it is the same. */
static const uint32_t *order_of(struct input *in, const struct tsv_header *own, struct fault *f)
{
	uint32_t *order = ARENA_ARRAY(&in->keep, uint32_t, in->header.columns);
	bool same = true;

	for (size_t c = 0; c < own->columns; c++)
		if (tsv_header_find(&in->header, own->name[c]) == SIZE_MAX)
			fault_set(f, 0, NULL, "column %s is not in the first file",
			          quote(own->name[c]).text);
	for (size_t c = 0; c < in->header.columns; c++) {
		size_t at = tsv_header_find(own, in->header.name[c]);

		if (at == SIZE_MAX)
			fault_set(f, 0, NULL, "no column %s, which the first file has",
			          quote(in->header.name[c]).text);
		order[c] = (uint32_t)at;
		same &= at == c;
	}
	return same ? NULL : order;
}

/* Opens the next file and reads its header; false when there is none left. What is wrong with it goes to *f. */
static bool next_file(struct input *in, bool first, struct fault *f)
{
	struct buf line = { 0 };
	struct tsv_header own;
	const char *problem;
	struct str header;

	if (!source_next(&in->source, &problem))
		return false;
	in->line = 1;
	in->order = NULL;
	if (problem) {
		fault_set(f, 0, NULL, "cannot open: %s", problem);
		f->status = STATUS_SYSTEM;
		return true;
	}
	in->open = true;
	if (in->headerless)
		return true;
	header = read_header_line(in, &line, f);
	if (!f->text[0] && tsv_header_read(first ? &in->header : &own, &in->keep, header, f) && !first)
		in->order = order_of(in, &own, f);
	in->line = 2;
	buf_release(&line);
	return true;
}

static _Noreturn void die_fault(const struct input *in, size_t file, size_t line, const struct fault *f)
{
	const char *name = source_name(&in->source, file);

	if (f->status != STATUS_INPUT)
		die((enum diag_status)f->status, "%s: %s", shown(str_of(name)).text, f->text);
	die_at((struct place){ name, line, f->column }, "%s", f->text);
}

static void name_columns(struct input *in, const char *columns)
{
	struct buf line = { 0 };
	struct fault fault = { 0 };

	for (const char *p = columns; *p; p++)
		buf_char(&line, *p == ',' ? '\t' : *p);
	if (!tsv_header_read(&in->header, &in->keep, buf_view(&line), &fault))
		die_usage("--columns: %s", fault.text);
	buf_release(&line);
}

void input_open(struct input *in, char *const *files, size_t n, const char *columns, enum progress progress)
{
	struct fault fault = { 0 };

	*in = (struct input){ .headerless = columns != NULL };
	source_init(&in->source, files, n, progress);
	if (columns)
		name_columns(in, columns);
	next_file(in, true, &fault);
	if (fault.text[0])
		die_fault(in, 0, in->rest.n ? 1 : 0, &fault);
}

size_t input_find(const struct input *in, const char *name)
{
	return tsv_header_find(&in->header, str_of(name));
}

/* What there is instead of a column that is not there. */
static void put_names(struct buf *b, const struct tsv_header *h)
{
	for (size_t c = 0; c < h->columns && b->n < NAMES_SHOWN; c++) {
		buf_char(b, ' ');
		buf_text(b, shown(h->name[c]).text);
	}
	buf_char(b, '\0');
}

size_t input_column(const struct input *in, const char *name)
{
	const char *file = source_name(&in->source, 0);
	size_t at = input_find(in, name), near;
	struct buf names = { 0 };

	if (at != SIZE_MAX)
		return at;
	near = str_nearest(str_of(name), in->header.name, in->header.columns);
	if (near != SIZE_MAX)
		die(STATUS_USAGE, "%s: no column %s; did you mean %s?", shown(str_of(file)).text,
		    quote_text(name).text, quote(in->header.name[near]).text);
	put_names(&names, &in->header);
	die(STATUS_USAGE, "%s: no column %s; the columns are:%s", shown(str_of(file)).text,
	    quote_text(name).text, names.p);
}

/* The end of the last whole line in b; what follows is kept for the next block. */
static void keep_rest(struct input *in, struct buf *b)
{
	char *lf = memrchr(b->p, '\n', b->n);
	size_t whole = lf ? (size_t)(lf + 1 - b->p) : 0;

	buf_clear(&in->rest);
	buf_bytes(&in->rest, b->p + whole, b->n - whole);
	b->n = whole;
}

bool input_fill(void *from, struct block *b)
{
	struct input *in = from;

	for (;;) {
		bool more;

		if (!in->open && !next_file(in, false, &b->fault))
			return false;
		b->file = in->source.at;
		b->line = in->line;
		b->lines = 0;
		if (b->fault.text[0]) {
			in->open = false;
			return true;
		}
		b->order = in->order;
		buf_str(&b->in, buf_view(&in->rest));
		buf_clear(&in->rest);
		more = read_more(in, &b->in);
		keep_rest(in, &b->in);
		b->lines = tsv_count_lines(b->in.p, b->in.n);
		in->line += b->lines;
		if (!more) {
			in->open = false;
			if (in->rest.n)
				fault_set(&b->fault, b->lines, NULL,
				          "the last line has no line end: the input was cut");
			buf_clear(&in->rest);
		} else if (in->rest.n > TSV_LINE_MOST) {
			in->open = false;
			fault_set(&b->fault, b->lines, NULL, "a line of more than %u bytes",
			          TSV_LINE_MOST);
		}
		/* A file may begin with a byte order mark under -C as well. */
		if (in->headerless && b->line == 1 && b->in.n >= 3 &&
		    memcmp(b->in.p, "\xEF\xBB\xBF", 3) == 0) {
			b->in.n -= 3;
			memmove(b->in.p, b->in.p + 3, b->in.n);
		}
		if (b->in.n || b->fault.text[0])
			return true;
	}
}

size_t input_rows(const struct input *in, struct block *b)
{
	struct fault later = b->fault; /* found when filling: it stands behind all rows */

	b->fault = (struct fault){ 0 };
	if (b->in.n)
		tsv_index(&b->index, &b->in, &in->header, b->order, &b->fault);
	else
		b->index.rows = 0;
	if (!b->fault.text[0])
		b->fault = later;
	return b->index.rows;
}

void input_done(struct input *in, struct block *b)
{
	in->rows += b->index.rows;
	if (b->fault.text[0]) {
		source_close(&in->source);
		die_fault(in, b->file, b->line + b->fault.line, &b->fault);
	}
}

struct place input_place(const struct input *in, const struct block *b, size_t row, const char *column)
{
	return (struct place){ source_name(&in->source, b->file), b->line + row, column };
}

void input_close(struct input *in)
{
	source_close(&in->source);
	buf_release(&in->rest);
	arena_release(&in->keep);
}
