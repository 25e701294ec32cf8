/* reader - hand-made files as blocks of whole records. */
#include "reader.h"

#include "diag.h"

/* What is wrong with a name of a column, or NULL. */
static const char *name_problem(struct str name)
{
	if (str_utf8_bad(name) != name.n)
		return "not UTF-8; try --encoding=windows-1252";
	return name.n > TSV_NAME_MOST ? "longer than 255 bytes" : NULL;
}

/* Names as text, trimmed; what cannot be one is a fault. */
static void take_names(struct feed *f, const struct csv_record *head, bool escapes,
                       struct tsv_header *names, struct fault *fault)
{
	struct buf scratch = { 0 };

	*names = (struct tsv_header){ ARENA_ARRAY(&f->keep, struct str, head->cells), head->cells };
	for (size_t c = 0; c < head->cells; c++) {
		struct str cell = escapes ? tsv_text(head->cell[c], &scratch) : head->cell[c];
		const char *problem = name_problem(str_trim(cell));

		names->name[c] = arena_str(&f->keep, str_trim(cell));
		if (problem)
			fault_set(fault, 0, NULL, "column %zu of the header: %s: %s", c + 1,
			          problem, quote(cell).text);
		if (!names->name[c].n)
			fault_set(fault, 0, NULL, "column %zu of the header has no name", c + 1);
		for (size_t k = 0; k < c; k++)
			if (str_eq(names->name[k], names->name[c]))
				fault_set(fault, 0,
				          NULL, "the header names %s twice; if it is no header, --header=NAMES says what the columns are",
				          quote(cell).text);
	}
	buf_release(&scratch);
}

/* What files begin with that are no text, and what they are. */
static const struct {
	const char *bytes, *is;
} packed[] = {
	{ "PK\x03\x04", "an Excel file or another packed one: save the table as CSV" },
	{ "\xD0\xCF\x11\xE0", "an old Excel file: save the table as CSV" },
	{ "\x1F\x8B", "packed by gzip: unpack it with gzip -d" },
};

static const char *packed_as(struct str bytes)
{
	for (size_t i = 0; i < sizeof(packed) / sizeof(*packed); i++) {
		size_t n = strlen(packed[i].bytes);

		if (bytes.n >= n && memcmp(bytes.p, packed[i].bytes, n) == 0)
			return packed[i].is;
	}
	return NULL;
}

static bool begin(struct feed *f, struct str bytes, bool last, struct tsv_header *names,
                  size_t *taken, struct fault *fault)
{
	const struct reader *r = f->self;
	struct csv_dialect *d = ARENA_NEW(&f->keep, struct csv_dialect);
	struct csv_reader *csv;
	struct csv_record head;
	size_t n, skip = 0;

	f->own = d;
	*d = (struct csv_dialect){ .delimiter = ',', .quote = '"' };
	if (packed_as(bytes)) {
		fault_set(fault, 0, NULL, "%s", packed_as(bytes));
		return true;
	}
	if (bytes.n && !dialect_find(&r->told, shown(str_of(source_name(&f->source, f->source.at))).text,
	                             bytes, last, d, &skip))
		return false;
	*taken = skip;
	d->lines_most = r->told.cell_lines;
	if (f->named) {
		d->columns = f->header.columns;
		return true;
	}
	bytes = (struct str){ bytes.p + skip, bytes.n - skip };
	n = bytes.n ? quoting_whole(d, bytes.p, bytes.n, last) : 0;
	if (!n && !last)
		return false;
	csv = csv_open(d);
	csv_start(csv, bytes.p, n);
	if (!csv_next(csv, &head))
		fault_set(fault, 0, NULL, "empty input: no header line");
	else if (head.status == CSV_BAD_QUOTE)
		fault_set(fault, 0, NULL,
		          "the header has a quote that is not closed, or text after a quote");
	else if (head.status == CSV_RUNAWAY)
		fault_set(fault, 0, NULL, "the header has a quote that is not closed within %zu lines",
		          quoting_lines_most(d));
	else if (head.status == CSV_TOO_WIDE)
		fault_set(fault, 0, NULL, "more than %d columns", CSV_COLUMNS_MOST);
	else
		take_names(f, &head, d->escapes, names, fault);
	d->columns = names->columns;
	*taken = skip + csv_taken(csv);
	csv_close(csv);
	return true;
}

static size_t whole(const struct feed *f, struct str bytes, bool last)
{
	return quoting_whole(f->own, bytes.p, bytes.n, last);
}

static size_t read_as_utf8(struct feed *f, char *p, size_t n)
{
	return recode_read(&((struct reader *)f->self)->recode, &f->source, p, n);
}

static const struct feed_form records = { begin, whole, CSV_RECORD_MOST };

static void take_option(struct feed *f, const struct reader_options *o)
{
	struct str rest = str_of(o->names), name;
	size_t n = 1;

	for (const char *p = o->names; *p; p++)
		n += *p == ',';
	f->header = (struct tsv_header){ ARENA_ARRAY(&f->keep, struct str, n), 0 };
	while (str_split(&rest, ',', &name)) {
		name = str_trim(name);
		if (tsv_header_find(&f->header, name) != SIZE_MAX)
			die_usage("--%s: %s is named twice", o->names_option, quote(name).text);
		if (!name.n || name_problem(name))
			die_usage("--%s: not a name: %s", o->names_option, quote(name).text);
		f->header.name[f->header.columns++] = arena_str(&f->keep, name);
	}
	if (!f->header.columns)
		die_usage("--%s: no names", o->names_option);
}

void reader_open(struct reader *r, const struct reader_options *o)
{
	r->feed.form = &records;
	r->feed.self = r;
	r->feed.read = read_as_utf8;
	r->told = o->dialect;
	r->told.no_header = o->names != NULL;
	dialect_check(&r->told);
	recode_init(&r->recode, o->encoding);
	r->feed.named = o->names != NULL;
	if (o->names)
		take_option(&r->feed, o);
	feed_open(&r->feed);
	if (o->names && !o->may_be_empty && !r->feed.rest.n)
		die_at((struct place){ source_name(&r->feed.source, 0), 0, NULL }, "empty input");
}

void reader_close(struct reader *r)
{
	feed_close(&r->feed);
	recode_release(&r->recode);
}
