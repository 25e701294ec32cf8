/* reader - hand-made files as blocks of whole records. */
#include "reader.h"

#include "diag.h"

/* --delimiter as it may be said. */
static const struct {
	const char *name;
	char delimiter;
} spoken[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' },
	       { "\\t", '\t' },  { "pipe", '|' },      { "blank", '\0' } };

static void set_delimiter(struct csv_dialect *d, char delimiter)
{
	d->delimiter = delimiter;
	/* Tab separated files are taken as seg-tsv, which the tools here and databases write: no quotes. */
	d->escapes = delimiter == '\t';
	d->quote = delimiter == '\t' || delimiter == '\0' ? '\0' : '"';
}

static void delimiter_option(struct reader *r, const char *text)
{
	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++)
		if (strcmp(text, spoken[i].name) == 0) {
			set_delimiter(&r->dialect, spoken[i].delimiter);
			return;
		}
	if (strlen(text) != 1 || (unsigned char)*text < ' ' || (unsigned char)*text > '~' || *text == '"')
		die_usage("--delimiter: not one character, tab or blank: %s", quote_text(text).text);
	set_delimiter(&r->dialect, *text);
}

/* The mark that stands most often outside quotes in the first line; a comma when there is none. */
static char find_delimiter(struct str text)
{
	static const char marks[] = ",;\t|";
	size_t count[sizeof(marks)] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.n && (quoted || text.p[i] != '\n'); i++) {
		const char *at = quoted || !text.p[i] ? NULL : strchr(marks, text.p[i]);

		if (text.p[i] == '"')
			quoted = !quoted;
		else if (at)
			count[at - marks]++;
	}
	for (size_t m = 1; m < sizeof(marks) - 1; m++)
		if (count[m] > count[best])
			best = m;
	return marks[best];
}

static bool read_more(struct reader *r, struct buf *b)
{
	size_t got;

	buf_reserve(b, BLOCK_BYTES + 64);
	got = source_read(&r->source, b->p + b->n, BLOCK_BYTES);
	b->n += got;
	return got == BLOCK_BYTES;
}

/* Drops a byte order mark; UTF-16 cannot be read. */
static void look_at_mark(struct reader *r, struct fault *f)
{
	const char *p = r->rest.p;

	if (r->rest.n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		r->rest.n -= 3;
		memmove(r->rest.p, p + 3, r->rest.n);
	} else if (r->rest.n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0)) {
		fault_set(f, 0, NULL, "UTF-16 text; bring it into UTF-8 first: iconv -f UTF-16 -t UTF-8");
	}
}

/* The cells of the first record, trimmed, and how many bytes it took; faults for names that cannot be columns. */
static struct str *header_names(struct reader *r, size_t whole, size_t *n, size_t *taken, struct fault *f)
{
	struct csv_reader *csv = csv_open(&r->dialect);
	struct csv_record head;
	struct str *name = NULL;
	struct buf scratch = { 0 };

	csv_start(csv, r->rest.p, whole);
	if (!csv_next(csv, &head)) {
		fault_set(f, 0, NULL, "empty input: no header line");
	} else if (head.status != CSV_ROW) {
		fault_set(f, 0, NULL,
		          "the header cannot be read: a quote is not closed, or text follows it");
	} else {
		*n = head.cells;
		name = ARENA_ARRAY(&r->keep, struct str, head.cells);
		for (size_t c = 0; c < head.cells; c++) {
			struct str cell = r->dialect.escapes ? tsv_text(head.cell[c], &scratch)
			                                     : head.cell[c];

			name[c] = arena_str(&r->keep, str_trim(cell));
			if (!name[c].n)
				fault_set(f, 0, NULL, "column %zu of the header has no name", c + 1);
			if (str_utf8_bad(name[c]) != name[c].n)
				fault_set(f, 0, NULL,
				          "the header is not UTF-8; bring the file into it first: "
				          "iconv -f "
				          "windows-1252 -t UTF-8");
			for (size_t k = 0; k < c; k++)
				if (str_eq(name[k], name[c]))
					fault_set(f, 0, NULL, "the header names %s twice",
					          quote(name[c]).text);
		}
	}
	*taken = csv_taken(csv);
	buf_release(&scratch);
	csv_close(csv);
	return name;
}

/* Where the first file's columns stand among `name`. */
static const uint32_t *order_of(struct reader *r, const struct str *name, size_t n, struct fault *f)
{
	uint32_t *order = ARENA_ARRAY(&r->keep, uint32_t, r->columns);

	if (n != r->columns)
		fault_set(f, 0, NULL, "%zu columns, but the first file has %zu", n, r->columns);
	for (size_t c = 0; c < r->columns; c++) {
		size_t at = 0;

		while (at < n && !str_eq(name[at], r->name[c]))
			at++;
		if (at == n)
			fault_set(f, 0, NULL, "no column %s, which the first file has",
			          quote(r->name[c]).text);
		order[c] = (uint32_t)at;
	}
	return order;
}

/* Takes the header record off `rest`. */
static void read_header(struct reader *r, bool first, struct fault *f)
{
	bool more = read_more(r, &r->rest);
	size_t whole = 0, n = 0, taken;
	struct str *name;

	look_at_mark(r, f);
	if (r->sniff && !f->text[0])
		set_delimiter(&r->dialect, find_delimiter(buf_view(&r->rest)));
	if (r->header)
		return;
	while (!(whole = csv_whole(&r->dialect, r->rest.p, r->rest.n, !more)) && more &&
	       r->rest.n < CSV_RECORD_MOST)
		more = read_more(r, &r->rest);
	name = header_names(r, whole, &n, &taken, f);
	if (f->text[0])
		return;
	if (first) {
		r->name = name;
		r->columns = n;
	} else {
		r->order = order_of(r, name, n, f);
	}
	if (f->text[0])
		return;
	r->line += tsv_count_lines(r->rest.p, taken);
	r->rest.n -= taken;
	memmove(r->rest.p, r->rest.p + taken, r->rest.n);
}

static bool next_file(struct reader *r, bool first, struct fault *f)
{
	const char *problem;

	if (!source_next(&r->source, &problem))
		return false;
	r->line = 1;
	r->order = NULL;
	if (problem) {
		fault_set(f, 0, NULL, "cannot open: %s", problem);
		f->status = STATUS_SYSTEM;
		return true;
	}
	r->open = true;
	read_header(r, first, f);
	return true;
}

static void names_option(struct reader *r, const char *names)
{
	struct str rest = str_of(names), name;
	size_t n = 1;

	for (const char *p = names; *p; p++)
		n += *p == ',';
	r->name = ARENA_ARRAY(&r->keep, struct str, n);
	while (str_split(&rest, ',', &name)) {
		name = str_trim(name);
		for (size_t c = 0; c < r->columns; c++)
			if (str_eq(r->name[c], name))
				die_usage("--header: %s is named twice", quote(name).text);
		if (!name.n)
			die_usage("--header: an empty name");
		r->name[r->columns++] = arena_str(&r->keep, name);
	}
	if (!r->columns)
		die_usage("--header: no names");
}

void reader_open(struct reader *r, const char *delimiter, const char *header, bool may_be_empty)
{
	struct fault f = { 0 };

	r->sniff = !delimiter;
	r->header = header;
	if (delimiter)
		delimiter_option(r, delimiter);
	if (header)
		names_option(r, header);
	next_file(r, true, &f);
	if (!f.text[0] && !may_be_empty && header && !r->rest.n)
		fault_set(&f, 0, NULL, "empty input");
	if (f.status == STATUS_SYSTEM)
		die(STATUS_SYSTEM, "%s: %s", shown(str_of(source_name(&r->source, 0))).text, f.text);
	if (f.text[0])
		die_at((struct place){ source_name(&r->source, 0), r->rest.n ? 1 : 0, NULL }, "%s",
		       f.text);
	if (r->sniff && r->dialect.delimiter != ',')
		note("%s: cells are separated by %s (--delimiter chooses)",
		     shown(str_of(source_name(&r->source, 0))).text,
		     r->dialect.delimiter == '\t'  ? "tabs"
		     : r->dialect.delimiter == ';' ? "semicolons"
		                                   : "|");
}

bool reader_fill(void *from, struct block *b)
{
	struct reader *r = from;

	for (;;) {
		size_t whole;
		bool more;

		if (!r->open && !next_file(r, false, &b->fault))
			return false;
		b->file = r->source.at;
		b->line = r->line;
		b->lines = 0;
		b->order = r->order;
		if (b->fault.text[0]) {
			r->open = false;
			return true;
		}
		buf_str(&b->in, buf_view(&r->rest));
		buf_clear(&r->rest);
		more = read_more(r, &b->in);
		whole = csv_whole(&r->dialect, b->in.p, b->in.n, !more);
		if (!whole && more && b->in.n > CSV_RECORD_MOST) {
			fault_set(&b->fault, 0, NULL, "a record of more than %u bytes", CSV_RECORD_MOST);
			more = false;
		}
		buf_bytes(&r->rest, b->in.p + whole, b->in.n - whole);
		b->in.n = whole;
		b->lines = tsv_count_lines(b->in.p, b->in.n);
		r->line += b->lines;
		if (!more) {
			r->open = false;
			buf_clear(&r->rest);
		}
		if (b->in.n || b->fault.text[0])
			return true;
	}
}

void reader_close(struct reader *r)
{
	source_close(&r->source);
	buf_release(&r->rest);
	arena_release(&r->keep);
}
