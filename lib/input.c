/* input - the rows of the FILEs of a command line, as blocks of seg-tsv. */
#include "input.h"

#include "diag.h"

static bool begin(struct feed *f, struct str bytes, bool last, struct tsv_header *names,
                  size_t *taken, struct fault *fault)
{
	const char *lf = bytes.n ? memchr(bytes.p, '\n', bytes.n) : NULL;
	struct str line;

	if (f->named)
		return true;
	if (!lf && !last)
		return false;
	if (!lf) {
		fault_set(fault, 0, NULL,
		          bytes.n ? "the header has no line end: the input was cut"
		                  : "empty input: no header line (did the tool before it fail?)");
		return true;
	}
	line = (struct str){ bytes.p, (size_t)(lf - bytes.p) };
	*taken = line.n + 1;
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	tsv_header_read(names, &f->keep, line, fault);
	return true;
}

/* Lines; one without its end is never whole. */
static size_t whole(const struct feed *f, struct str bytes, bool last)
{
	const char *lf = memrchr(bytes.p, '\n', bytes.n);

	(void)f, (void)last;
	return lf ? (size_t)(lf + 1 - bytes.p) : 0;
}

static const struct feed_form lines = { begin, whole, TSV_LINE_MOST };

static void name_columns(struct input *in, const char *columns)
{
	struct buf line = { 0 };
	struct fault fault = { 0 };

	for (const char *p = columns; *p; p++)
		buf_char(&line, *p == ',' ? '\t' : *p);
	if (!tsv_header_read(&in->feed.header, &in->feed.keep, buf_view(&line), &fault))
		die_usage("--columns: %s", fault.text);
	buf_release(&line);
}

/* Opens the first file of an input that is zero but for what is known of its files. */
static void begin_input(struct input *in, char *const *files, size_t n, const char *columns,
                        enum progress progress)
{
	in->headerless = columns != NULL;
	in->feed.form = &lines;
	in->feed.named = columns != NULL;
	source_init(&in->feed.source, files, n, progress);
	if (columns)
		name_columns(in, columns);
	feed_open(&in->feed);
	in->header = in->feed.header;
}

void input_open(struct input *in, char *const *files, size_t n, const char *columns, enum progress progress)
{
	*in = (struct input){ 0 };
	begin_input(in, files, n, columns, progress);
}

void input_open_hand_made(struct input *in, char *const *file)
{
	*in = (struct input){ .feed.hand_made = true };
	begin_input(in, file, 1, NULL, PROGRESS_NEVER);
}

size_t input_find(const struct input *in, const char *name)
{
	return tsv_header_find(&in->header, str_of(name));
}

/* One name that is a whole line of a file of another kind. */
static bool looks_like_csv(const struct tsv_header *h)
{
	return h->columns == 1 &&
	       (memchr(h->name->p, ',', h->name->n) || memchr(h->name->p, ';', h->name->n));
}

size_t input_column(const struct input *in, const char *name)
{
	const char *file = input_name(in, 0);
	size_t at = input_find(in, name), near;
	struct buf names = { 0 };

	if (at != SIZE_MAX)
		return at;
	near = str_nearest(str_of(name), in->header.name, in->header.columns);
	if (near != SIZE_MAX)
		die(STATUS_USAGE, "%s: no column %s; did you mean %s?", shown(str_of(file)).text,
		    quote_text(name).text, quote(in->header.name[near]).text);
	tsv_put_names(&names, in->header.name, in->header.columns);
	die(STATUS_USAGE, "%s: no column %s; the columns are:%s%s", shown(str_of(file)).text,
	    quote_text(name).text, names.p,
	    looks_like_csv(&in->header) ? "; is it a CSV? seg-clean makes a table of it" : "");
}

const char *input_name(const struct input *in, size_t file)
{
	return source_name(&in->feed.source, file);
}

bool input_fill(void *from, struct block *b)
{
	struct input *in = from;

	return feed_fill(&in->feed, b);
}

size_t input_rows(const struct input *in, struct block *b)
{
	/* A fault of the filling stands behind all rows: one found in them is kept instead. */
	b->index.rows = 0;
	feed_fetch(&in->feed, b);
	if (b->in.n)
		tsv_index(&b->index, &b->in, &in->header, b->order, &b->fault);
	return b->index.rows;
}

void input_done(struct input *in, struct block *b)
{
	in->rows += b->index.rows;
	feed_count(&in->feed, b);
	feed_check(&in->feed, b);
}

void input_close(struct input *in)
{
	feed_close(&in->feed);
}
