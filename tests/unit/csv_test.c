/* csv_test - records of hand-made files. Oracle: libcsv 3.0.3 alone, given the whole text at once. */
#include "csv.h"

#include <csv.h>
#include <dlfcn.h>

#include "buf.h"
#include "check_end.h"
#include "diag.h"
#include "rng.h"

/* libcsv's, which may be told to refuse what it gets. */
static int refuses; /* its error; 0: it does not */
size_t csv_parse(struct csv_parser *p, const void *s, size_t n,
                 void (*field)(void *, size_t, void *), void (*row)(int, void *), void *data)
{
	size_t (*real)(struct csv_parser *, const void *, size_t, void (*)(void *, size_t, void *),
	               void (*)(int, void *), void *);

	*(void **)&real = dlsym(RTLD_NEXT, "csv_parse");
	if (!refuses)
		return real(p, s, n, field, row, data);
	p->status = refuses;
	refuses = 0;
	return n / 2;
}

static void on_field(void *text, size_t n, void *seen)
{
	buf_bytes(seen, text, n);
	buf_char(seen, '\x1f');
}

static void on_row(int c, void *seen)
{
	(void)c;
	buf_char(seen, '\x1e');
}

static int never_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* The cells as libcsv sees them; false when it refuses the text. */
static bool oracle(struct str text, struct buf *seen)
{
	struct csv_parser p;
	bool fine;

	csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_space_func(&p, never_space);
	fine = csv_parse(&p, text.p, text.n, on_field, on_row, seen) == text.n &&
	       csv_fini(&p, on_field, on_row, seen) == 0;
	csv_free(&p);
	return fine;
}

/* The cells as we see them, the text arriving in pieces of `chunk` bytes; *bad: the reasons of bad records in turn, as one
 * number that is 0 when there are none. */
static void ours(const struct csv_dialect *d, struct str text, size_t chunk, struct buf *seen, size_t *bad)
{
	struct csv_reader *r = csv_open(d);
	struct buf have = { 0 };
	size_t at = 0;

	while (at < text.n || have.n) {
		size_t more = text.n - at < chunk ? text.n - at : chunk, whole;
		struct csv_record rec;

		buf_bytes(&have, text.p + at, more);
		at += more;
		whole = quoting_whole(d, have.p, have.n, at == text.n);
		csv_start(r, have.p, whole);
		while (csv_next(r, &rec)) {
			if (rec.status != CSV_ROW)
				*bad = 5 * *bad + rec.status;
			for (size_t c = 0; rec.status == CSV_ROW && c < rec.cells; c++)
				on_field((void *)(uintptr_t)rec.cell[c].p, rec.cell[c].n, seen);
			on_row(0, seen);
		}
		memmove(have.p, have.p + whole, have.n - whole);
		have.n -= whole;
	}
	buf_release(&have);
	csv_close(r);
}

static void put_random(struct buf *b, struct rng *r, const char *const *part, size_t parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_text(b, part[rng_below(r, parts)]);
}

/* Well-formed texts: the same cells as libcsv, whatever the pieces. */
static size_t well_formed(struct rng *r)
{
	static const char *const cell[] = { "x",
		                            "12.5",
		                            "\"a, b\"",
		                            "\"\"",
		                            "",
		                            "\"l\nm\"",
		                            "\"q\"\"q\"",
		                            "\"r\r\ns\"",
		                            "\"\"\"\"",
		                            "long enough for several words",
		                            "\"q\"\"\n,\"\"q\"",
		                            "\"1,\n2,,\n,,3\"" };
	static const char *const ends[] = { "\n", "\r\n", "\n\n" };
	const struct csv_dialect d = { .delimiter = ',', .quote = '"' };
	size_t wrong = 0;

	for (int t = 0; t < 3000; t++) {
		struct buf text = { 0 }, expected = { 0 };
		static const size_t chunks[] = { 1, 2, 3, 7, 64, 1000000 };

		for (uint64_t rows = rng_below(r, 12); rows; rows--) {
			size_t cells = 1 + rng_below(r, 4);

			for (size_t c = 0; c < cells; c++) {
				buf_text(&text, c ? "," : "");
				put_random(&text, r, cell, sizeof(cell) / sizeof(*cell), 1);
			}
			if (cells == 1)
				buf_text(&text, ","); /* libcsv passes over an empty line */
			put_random(&text, r, ends, 3, 1);
		}
		if (!oracle(buf_view(&text), &expected))
			wrong++;
		for (size_t k = 0; k < sizeof(chunks) / sizeof(*chunks); k++) {
			struct buf seen = { 0 };
			size_t bad = 0;

			ours(&d, buf_view(&text), chunks[k], &seen, &bad);
			wrong += bad || !str_eq(buf_view(&seen), buf_view(&expected));
			buf_release(&seen);
		}
		buf_release(&text);
		buf_release(&expected);
	}
	return wrong;
}

/* Whether the records and the reasons of bad ones are the same for any pieces of less than `most` bytes. */
static bool same_in_pieces(const struct csv_dialect *d, struct str text, size_t most)
{
	struct buf whole = { 0 };
	size_t bad = 0, wrong = 0;

	ours(d, text, 1000000, &whole, &bad);
	for (size_t chunk = 1; chunk < most; chunk++) {
		struct buf seen = { 0 };
		size_t bad_here = 0;

		ours(d, text, chunk, &seen, &bad_here);
		wrong += bad_here != bad || !str_eq(buf_view(&seen), buf_view(&whole));
		buf_release(&seen);
	}
	buf_release(&whole);
	return !wrong;
}

/* Any bytes: the same records for any pieces. */
static size_t any_bytes(struct rng *r, const struct csv_dialect *d)
{
	static const char *const part[] = { "\"", "\"", ",",    "\n", "\r\n", "x",
		                            "yz", " ",  "\"\"", "\t", "\\",   "\r" };
	size_t wrong = 0;

	for (int t = 0; t < 5000; t++) {
		struct buf text = { 0 };

		put_random(&text, r, part, 12, rng_below(r, 60));
		wrong += !same_in_pieces(d, buf_view(&text), 9);
		buf_release(&text);
	}
	return wrong;
}

static bool gives(const struct csv_dialect *d, const char *text, const char *expected)
{
	struct buf seen = { 0 };
	size_t bad = 0;
	bool fine;

	ours(d, str_of(text), 1000000, &seen, &bad);
	for (size_t i = 0; i < seen.n; i++)
		seen.p[i] = seen.p[i] == '\x1f' ? '|' : seen.p[i] == '\x1e' ? '/' : seen.p[i];
	fine = str_is(buf_view(&seen), expected);
	if (!fine)
		printf("# got %.*s\n", (int)seen.n, seen.p);
	buf_release(&seen);
	return fine;
}

static void without_memory(void *dialect)
{
	refuses = CSV_ENOMEM;
	gives(dialect, "a,\"b\r\nc\"\n", "");
}

int main(void)
{
	char said[256];
	const struct csv_dialect comma = { .delimiter = ',', .quote = '"' }, blank = { 0 },
				 tab = { .delimiter = '\t', .escapes = true },
				 three = { .delimiter = ',', .quote = '"', .columns = 3 },
				 few = { .delimiter = ',', .quote = '"', .columns = 3, .lines_most = 2 };
	struct rng r = rng_stream(1, "csv_test", 0);

	CHECK(well_formed(&r) == 0, "3,000 well-formed texts give the cells of libcsv, in pieces "
	                            "of 1 to all bytes (seed 1)");
	CHECK(any_bytes(&r, &comma) == 0, "5,000 messes give the same records for any pieces");
	CHECK(any_bytes(&r, &three) == 0, "also where quotes may run away");
	CHECK(any_bytes(&r, &few) == 0, "also where a cell may go over two lines");
	CHECK(gives(&comma, "a,5\" pipe,b\n", "a|5\" pipe|b|/"), "a quote inside a field is data");
	CHECK(gives(&comma, "5\" pipe,\"x,y\",7\"\n", "5\" pipe|x,y|7\"|/"),
	      "also beside quoted fields");
	CHECK(gives(&comma, " \"x\",y\n", " \"x\"|y|/"),
	      "a field that begins with a blank begins with no quote");
	CHECK(gives(&comma, "1,\"x\"y\n2,z\n", "/2|z|/"),
	      "text after a closing quote is a bad record");
	CHECK(gives(&comma, "1,\"x\n2,y\n3,\"z\"\n", "/2|y|/3|z|/"),
	      "a quote that never closes costs its line");
	CHECK(gives(&comma, "1,\"x\n2,y", "/2|y|/"), "also at the end of the file");
	CHECK(gives(&three, "1,\"x,2\n2,y,3\n3,z,4\n4,w\",5\n6,7,8\n", "/2|y|3|/3|z|4|/4|w\"|5|/6|7|8|/"),
	      "a quote that closes three rows further down costs its line");
	CHECK(same_in_pieces(&three, str_of("1,\"x,2\n2,y,3\n3,z,4\n4,\",5\n6,7,8\n"), 40),
	      "and for the same reason wherever the block ends");
	CHECK(same_in_pieces(&few, str_of("1,\"a\nb\nc\n\",5\n6,7,8\n"), 40),
	      "so does a cell of too many lines");
	CHECK(gives(&three, "1,\"x\n2,y,3\n\n3,z,4\n4,w\",5\n", "1|x\n2,y,3\n\n3,z,4\n4,w|5|/"),
	      "not where some line of the cell is no row");
	CHECK(gives(&three, "1,\"12 High St, Flat 2\nLondon, W1\",5\n",
	            "1|12 High St, Flat 2\nLondon, W1|5|/"),
	      "nor where the cell holds fewer than five delimiters");
	CHECK(gives(&few, "1,\"x,2\n2,y,3\n3,z,4\",5\n", "1|x,2\n2,y,3\n3,z,4|5|/"),
	      "where the lines are told, only they count");
	CHECK(gives(&few, "1,\"a\nb\nc\nd\",5\n6,7,8\n", "/b|/c|/d\"|5|/6|7|8|/"),
	      "a cell of more lines than it may have costs its first");
	refuses = CSV_EPARSE;
	CHECK(gives(&comma, "a,\"b\r\nc\"\nd,\"e\r\nf\"\n", "/d|e\r\nf|/"),
	      "what libcsv refuses is a bad record, and the next is read");
	diag_init("test");
	CHECK(check_end(without_memory, (void *)(uintptr_t)&comma, said, sizeof(said)) == 4 &&
	              strcmp(said, "test: out of memory (libcsv)\n") == 0,
	      "without memory it ends the program");
	CHECK(gives(&comma, "\n\n1,2\n\r\n3,4", "1|2|/3|4|/"), "blank lines are passed over");
	CHECK(gives(&blank, "  1 a\t b \r\n\n 2  c d", "1|a|b|/2|c|d|/"), "runs of blanks");
	CHECK(gives(&tab, "\"a\tb\"\n1\\t2\t\n", "\"a|b\"|/1\\t2||/"),
	      "seg-tsv has no quotes, escapes stay");
	return check_done();
}
