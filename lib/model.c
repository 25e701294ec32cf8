/* model - a model as a text file that can be read, compared and kept. */
#include "model.h"

#include <stdlib.h>
#include <sodium.h>

#include "diag.h"
#include "num.h"
#include "out.h"
#include "source.h"

#define MAGIC "seg-model"
#define DIGEST (2 * crypto_hash_sha256_BYTES) /* hexadecimal digits */
#define CELLS_MOST (8 << 20)                  /* of one table */
#define END_LINE (sizeof("end\t") - 1 + DIGEST + 1)

struct model_entry {
	struct str name, value; /* of a key: all that follows its tab */
	struct model_table table;
	size_t line;
	bool is_table, taken;
};

/* --- writing --- */

void model_begin(struct buf *text, const char *kind)
{
	buf_clear(text);
	buf_printf(text, "%s\t%d\t%s\n", MAGIC, MODEL_VERSION, kind);
}

void model_put_text(struct buf *text, const char *key, const char *value)
{
	buf_printf(text, "%s\t", key);
	tsv_put(text, str_of(value));
	buf_char(text, '\n');
}

void model_put_count(struct buf *text, const char *key, uint64_t value)
{
	buf_printf(text, "%s\t%llu\n", key, (unsigned long long)value);
}

void model_put_number(struct buf *text, const char *key, double value)
{
	buf_printf(text, "%s\t", key);
	buf_double(text, value);
	buf_char(text, '\n');
}

void model_put_table(struct buf *text, const char *name, size_t rows, const struct tsv_header *header)
{
	buf_printf(text, "table\t%s\t%zu\t%zu\n", name, rows, header->columns);
	for (size_t c = 0; c < header->columns; c++) {
		buf_text(text, c ? "\t" : "");
		buf_str(text, header->name[c]);
	}
	buf_char(text, '\n');
}

static void digest(struct str bytes, char hex[DIGEST + 1])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, (const unsigned char *)bytes.p, bytes.n);
	sodium_bin2hex(hex, DIGEST + 1, hash, sizeof(hash));
}

void model_seal(struct buf *text)
{
	char hex[DIGEST + 1];

	digest(buf_view(text), hex);
	buf_printf(text, "end\t%s\n", hex);
}

void model_save(struct buf *text, const char *path)
{
	struct out *out;

	model_seal(text);
	if (text->n > MODEL_BYTES_MOST)
		die(STATUS_INPUT,
		    "%s: the model would be larger than %u bytes; use fewer segments or features",
		    shown(str_of(path)).text, MODEL_BYTES_MOST);
	out = out_open(path);
	out_take(out, text);
	out_close(out);
}

/* --- reading --- */

static struct place at(const struct model *m, size_t line, const char *what)
{
	return (struct place){ m->path, line, what };
}

static void check_end(const struct model *m, struct str bytes)
{
	char last[END_LINE + 1] = "end\t";

	if (bytes.n < sizeof(MAGIC) || memcmp(bytes.p, MAGIC "\t", sizeof(MAGIC)) != 0)
		die_at(at(m, 0, NULL), "not a model of seg");
	if (bytes.n < END_LINE || memcmp(bytes.p + bytes.n - END_LINE, "end\t", 4) != 0 ||
	    bytes.p[bytes.n - 1] != '\n')
		die_at(at(m, 0, NULL),
		       "the model does not end as it should: it was cut or added to; "
		       "copy it again or fit it anew");
	digest((struct str){ bytes.p, bytes.n - END_LINE }, last + 4);
	last[END_LINE - 1] = '\n';
	if (memcmp(bytes.p + bytes.n - END_LINE, last, END_LINE) != 0)
		die_at(at(m, 0, NULL),
		       "the checksum does not fit: the model was changed after it was written; "
		       "copy it again or fit it anew");
}

/* The rest of the file, line by line; numbered for messages. */
struct lines {
	struct str rest;
	size_t line; /* number of the line last taken */
};

static bool next_line(struct lines *l, struct str *line)
{
	const char *lf = l->rest.n ? memchr(l->rest.p, '\n', l->rest.n) : NULL;

	if (!lf)
		return false;
	*line = (struct str){ l->rest.p, (size_t)(lf - l->rest.p) };
	l->rest = (struct str){ lf + 1, l->rest.n - line->n - 1 };
	l->line++;
	return true;
}

/* Takes the cell before the next tab off the line, or all that is left of it. */
static struct str take_cell(struct str *line)
{
	const char *tab = line->n ? memchr(line->p, '\t', line->n) : NULL;
	struct str cell = { line->p, tab ? (size_t)(tab - line->p) : line->n };
	size_t used = cell.n + (tab != NULL);

	*line = (struct str){ line->p + used, line->n - used };
	return cell;
}

static size_t count_cells(struct str line)
{
	size_t n = 1;

	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == '\t';
	return n;
}

static void check_version(struct model *m, struct str line)
{
	struct str magic = take_cell(&line), version = take_cell(&line);
	uint64_t number;

	(void)magic;
	if (!num_parse_count(version, 1u << 30, &number) || number == 0)
		die_at(at(m, 1, NULL), "the version of the model is not a number: %s",
		       quote(version).text);
	if (number > MODEL_VERSION)
		die_at(at(m, 1, NULL),
		       "made by a newer seg: this one reads models of version %d, not %llu",
		       MODEL_VERSION, (unsigned long long)number);
	m->kind = line;
	if (!m->kind.n || count_cells(m->kind) != 1)
		die_at(at(m, 1, NULL), "the kind of the model is not one word: %s", quote(m->kind).text);
}

/* The size is checked against what is left of the file before any memory is asked for. */
static void read_table(struct model *m, struct model_entry *e, struct lines *l, struct str size)
{
	struct model_table *t = &e->table;
	struct fault fault = { 0 };
	uint64_t rows, columns;
	struct str cells, line;

	e->name = take_cell(&size);
	if (!num_parse_count(take_cell(&size), UINT32_MAX, &rows) ||
	    !num_parse_count(size, TSV_COLUMNS_MOST, &columns))
		die_at(at(m, l->line, NULL), "not the size of a table: rows, then columns");
	if (columns == 0 || (rows + 1) * columns > l->rest.n)
		die_at(at(m, l->line, NULL), "the table is larger than the file");
	if (rows * columns > CELLS_MOST)
		die_at(at(m, l->line, NULL), "a table of more than %d cells", CELLS_MOST);
	if (!next_line(l, &line) || !tsv_header_read(&t->header, &m->keep, line, &fault))
		die_at(at(m, l->line, NULL), "%s", fault.text[0] ? fault.text : "no header");
	if (t->header.columns != columns)
		die_at(at(m, l->line, NULL), "%zu columns, not %zu", t->header.columns, (size_t)columns);
	t->rows = rows;
	t->line = l->line + 1;
	t->cell = ARENA_ARRAY(&m->keep, struct str, rows * columns);
	for (size_t r = 0; r < rows; r++) {
		if (!next_line(l, &cells))
			die_at(at(m, l->line, NULL), "the table ends after %zu of %zu rows", r, t->rows);
		if (count_cells(cells) != columns)
			die_at(at(m, l->line, NULL), "%zu cells, not %zu", count_cells(cells),
			       (size_t)columns);
		for (size_t c = 0; c < columns; c++)
			t->cell[r * columns + c] = take_cell(&cells);
	}
}

static void add_entry(struct model *m, struct lines *l, struct str line)
{
	struct model_entry *e = &m->entry[m->entries];

	if (m->entries == MODEL_LINES_MOST)
		die_at(at(m, l->line, NULL), "more than %d keys and tables", MODEL_LINES_MOST);
	*e = (struct model_entry){ .name = take_cell(&line), .line = l->line };
	e->value = line;
	e->is_table = str_is(e->name, "table");
	if (e->is_table)
		read_table(m, e, l, line);
	if (!e->name.n)
		die_at(at(m, e->line, NULL), "a line without a name");
	for (size_t i = 0; i < m->entries; i++)
		if (str_eq(m->entry[i].name, e->name))
			die_at(at(m, e->line, NULL), "%s is there twice", quote(e->name).text);
	m->entries++;
}

void model_open(struct model *m, const char *path)
{
	struct lines lines = { 0 };
	struct str line = { "", 0 };
	size_t n;

	*m = (struct model){ .path = path };
	m->bytes = source_whole(path, MODEL_BYTES_MOST, &n);
	check_end(m, (struct str){ m->bytes, n });
	lines.rest = (struct str){ m->bytes, n - END_LINE };
	m->entry = ARENA_ARRAY(&m->keep, struct model_entry, MODEL_LINES_MOST);
	next_line(&lines, &line);
	check_version(m, line);
	while (next_line(&lines, &line))
		add_entry(m, &lines, line);
	if (lines.rest.n)
		die_at(at(m, lines.line + 1, NULL), "a line without its end");
}

static struct model_entry *take(struct model *m, const char *name, bool is_table)
{
	for (size_t i = 0; i < m->entries; i++) {
		struct model_entry *e = &m->entry[i];

		if (e->is_table == is_table && str_is(e->name, name)) {
			e->taken = true;
			return e;
		}
	}
	die_at(at(m, 0, NULL), "the model has no %s %s", is_table ? "table" : "key",
	       quote_text(name).text);
}

struct str model_text(struct model *m, const char *key)
{
	return take(m, key, false)->value;
}

uint64_t model_count(struct model *m, const char *key, uint64_t least, uint64_t most)
{
	const struct model_entry *e = take(m, key, false);
	uint64_t n;

	if (!num_parse_count(e->value, most, &n) || n < least)
		die_at(at(m, e->line, key), "not a whole number from %llu to %llu: %s",
		       (unsigned long long)least, (unsigned long long)most, quote(e->value).text);
	return n;
}

double model_number(struct model *m, const char *key)
{
	const struct model_entry *e = take(m, key, false);
	double x;

	if (!num_parse(e->value, &x))
		die_at(at(m, e->line, key), "not a number: %s", quote(e->value).text);
	return x;
}

struct model_table model_table(struct model *m, const char *name)
{
	return take(m, name, true)->table;
}

size_t model_table_column(const struct model *m, const struct model_table *t, const char *column)
{
	size_t c = tsv_header_find(&t->header, str_of(column));

	if (c == SIZE_MAX)
		die_at(at(m, t->line - 1, NULL), "the table has no column %s", quote_text(column).text);
	return c;
}

double model_table_number(const struct model *m, const struct model_table *t, size_t row, size_t column)
{
	struct str cell = model_table_cell(t, row, column);
	double x;

	if (!num_parse(cell, &x))
		die_at(at(m, t->line + row, t->header.name[column].p), "not a number: %s",
		       quote(cell).text);
	return x;
}

uint64_t model_table_count(const struct model *m, const struct model_table *t, size_t row, size_t column)
{
	struct str cell = model_table_cell(t, row, column);
	uint64_t n;

	if (!num_parse_count(cell, INT64_MAX, &n))
		die_at(at(m, t->line + row, t->header.name[column].p), "not a count: %s",
		       quote(cell).text);
	return n;
}

void model_close(struct model *m)
{
	for (size_t i = 0; i < m->entries; i++) {
		const struct model_entry *e = &m->entry[i];

		if (!e->taken && !(e->name.n >= 2 && memcmp(e->name.p, "x-", 2) == 0))
			die_at(at(m, e->line, NULL),
			       "%s is unknown in a model of kind %s; was it made by another seg?",
			       quote(e->name).text, quote(m->kind).text);
	}
	free(m->bytes);
	arena_release(&m->keep);
	*m = (struct model){ 0 };
}
