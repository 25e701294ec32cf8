/* rows - records in, clean rows and rejects out. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "layout.h"
#include "rejects.h"

#define FINDINGS_MOST 32 /* of one row that are told */

/* Files may differ in their dialect: the worker's csv reader is of the file it read last. */
static void hands_ready(struct hands *h, const struct rows *rows, const struct csv_dialect *dialect)
{
	if (h->dialect == dialect)
		return;
	if (h->csv)
		csv_close(h->csv);
	h->csv = csv_open(dialect, rows->plan.sources);
	h->dialect = dialect;
	if (h->row.plan)
		return;
	h->row.plan = &rows->plan;
	h->row.value = memory_get(rows->plan.columns, sizeof(*h->row.value));
	h->cell = memory_get(rows->plan.sources, sizeof(*h->cell));
}

void rows_release(void *job, void *state)
{
	struct hands *h = state;

	(void)job;
	if (!h->csv)
		return;
	csv_close(h->csv);
	free(h->row.value);
	free(h->cell);
	buf_release(&h->row.made);
	buf_release(&h->text);
}

/* A seg-tsv cell as text, which goes to `text`; false when its escapes are none. */
static bool unescape(struct str *cell, struct buf *text)
{
	struct buf part = { 0 };
	struct str plain = { 0 };

	if (!cell->n || !memchr(cell->p, '\\', cell->n))
		return true;
	if (!str_is(*cell, "\\N")) {
		if (tsv_cell_problem(*cell))
			return false;
		plain = tsv_text(*cell, &part);
		buf_str(text, plain);
	}
	*cell = (struct str){ text->p + text->n - plain.n, plain.n };
	buf_release(&part);
	return true;
}

/* The cells in the order of the first file, as text; why they cannot be had, or NULL. */
static const char *take_cells(struct hands *h, const struct rows *rows, const struct block *b,
                              const struct csv_record *rec)
{
	buf_clear(&h->text);
	buf_reserve(&h->text, rec->raw.n);
	for (size_t c = 0; c < rows->plan.sources; c++) {
		h->cell[c] = rec->cell[b->order ? b->order[c] : c];
		if (h->dialect->escapes && !unescape(&h->cell[c], &h->text))
			return "a backslash that is no escape of seg-tsv: write \\\\ for one that "
			       "is meant";
	}
	return NULL;
}

static void put_row(const struct rows *rows, struct buf *out, const struct value *value, bool plain)
{
	bool first = true;

	for (size_t c = 0; c < rows->plan.columns; c++) {
		struct str text = value[c].text;

		if (rows->plan.column[c].dropped)
			continue;
		if (!first)
			buf_char(out, '\t');
		first = false;
		if (plain || !text.n)
			cell_put(out, text, rows->headerless);
		else
			tsv_put(out, text);
	}
	buf_char(out, '\n');
}

/* A row that nothing is done to: the record with tabs where its delimiters were. */
static void copy_row(struct buf *out, const struct csv_record *rec)
{
	char *p;

	buf_reserve(out, rec->raw.n + 1);
	p = out->p + out->n;
	memcpy(p, rec->raw.p, rec->raw.n);
	for (size_t c = 1; c < rec->cells; c++)
		p[rec->cell[c].p - rec->raw.p - 1] = '\t';
	p[rec->raw.n] = '\n';
	out->n += rec->raw.n + 1;
}

/* Why a record cannot be a row, or NULL. */
static const char *record_problem(const struct rows *rows, const struct csv_record *rec, char text[80])
{
	if (rec->status == CSV_BAD_QUOTE)
		return "a quote that is not closed, or text after a closing quote";
	if (rec->status == CSV_TOO_WIDE)
		return "more than 4096 cells";
	if (rec->cells != rows->plan.sources) {
		snprintf(text, 80, "%zu cell%s, but there are %zu columns", rec->cells,
		         rec->cells == 1 ? "" : "s", rows->plan.sources);
		return text;
	}
	if (!rec->plain && rec->raw.n && memchr(rec->raw.p, '\0', rec->raw.n))
		return "a NUL byte";
	return NULL;
}

static void reject(const struct rows *rows, struct block *b, const struct csv_record *rec,
                   const char *problem)
{
	struct place at = { source_name(&rows->reader->feed.source, b->file), b->line + rec->line, NULL };

	((struct rows_tally *)b->tally)->rejected++;
	if (rows->rejects)
		reject_record(&b->side, at, problem, rec->raw);
}

static void clean_record(const struct rows *rows, struct hands *h, struct block *b,
                         const struct csv_record *rec)
{
	struct finding found[FINDINGS_MOST];
	struct rows_tally *tally = b->tally;
	char text[80];
	const char *problem = record_problem(rows, rec, text);
	size_t n;

	tally->in++;
	if (!problem && rows->copies && rec->plain && !b->order) {
		copy_row(&b->out, rec);
		tally->kept++;
		return;
	}
	if (!problem)
		problem = take_cells(h, rows, b, rec);
	if (problem) {
		reject(rows, b, rec, problem);
		return;
	}
	h->row.warnings = 0;
	n = plan_run(&h->row, h->cell, found, FINDINGS_MOST);
	tally->warnings += h->row.warnings;
	if (!n) {
		put_row(rows, &b->out, h->row.value, rec->plain);
		tally->kept++;
		return;
	}
	tally->rejected++;
	for (size_t i = 0; rows->rejects && i < n && i < FINDINGS_MOST; i++)
		reject_finding(&b->side,
		               (struct place){ source_name(&rows->reader->feed.source, b->file),
		                               b->line + rec->line, NULL },
		               &rows->plan, &found[i], rec->raw);
}

/* The first byte that is not UTF-8, NUL bytes aside: they only cost their row. */
static size_t not_utf8(struct str s)
{
	size_t at = str_utf8_bad(s);

	while (at < s.n && s.p[at] == '\0')
		at += 1 + str_utf8_bad((struct str){ s.p + at + 1, s.n - at - 1 });
	return at;
}

void rows_clean(void *arg, struct block *b, void *state)
{
	const struct rows *rows = arg;
	struct hands *h = state;
	struct csv_record rec;

	if (!b->in.n)
		return;
	hands_ready(h, rows, b->own);
	csv_start(h->csv, b->in.p, b->in.n);
	while (csv_next(h->csv, &rec)) {
		size_t bad = rec.plain ? rec.raw.n : not_utf8(rec.raw);

		if (bad < rec.raw.n) {
			fault_set(&b->fault, rec.line,
			          NULL, "not UTF-8: %s; bring the file into it first: iconv -f windows-1252 -t UTF-8",
			          quote((struct str){ rec.raw.p + bad, rec.raw.n - bad }).text);
			return;
		}
		clean_record(rows, h, b, &rec);
	}
}

bool rows_put_header(const struct rows *rows, struct buf *b)
{
	bool first = true;

	for (size_t c = 0; c < rows->plan.columns; c++) {
		if (rows->plan.column[c].dropped)
			continue;
		if (!first)
			buf_char(b, '\t');
		first = false;
		tsv_put(b, rows->plan.column[c].name);
	}
	buf_char(b, '\n');
	return !first;
}
