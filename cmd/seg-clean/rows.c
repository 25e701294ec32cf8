/* rows - records in, clean rows and rejects out. */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

#include "copies.h"
#include "diag.h"
#include "layout.h"
#include "rejects.h"
#include "sample.h"

#define FINDINGS_MOST 32 /* of one row that are told */
#define PROBLEM_MOST 200 /* bytes */

size_t rows_tally_size(const struct plan *p)
{
	return sizeof(struct rows_tally) + p->steps * sizeof(struct step_tally);
}

void rows_tally_add(struct rows_tally *all, const struct rows_tally *one, const struct plan *p)
{
	all->in += one->in;
	all->kept += one->kept;
	all->rejected += one->rejected;
	all->records += one->records;
	if (!all->first[0])
		memcpy(all->first, one->first, sizeof(all->first));
	for (size_t i = 0; i < p->steps; i++) {
		all->step[i].found += one->step[i].found;
		all->step[i].warned += one->step[i].warned;
		all->step[i].mended += one->step[i].mended;
		currencies_merge(&all->step[i].currencies, &one->step[i].currencies);
		all->step[i].rows += one->step[i].rows;
		all->step[i].empty += one->step[i].empty;
		if (one->step[i].dated &&
		    (!all->step[i].dated || one->step[i].newest > all->step[i].newest))
			all->step[i].newest = one->step[i].newest;
		all->step[i].dated |= one->step[i].dated;
		evidence_merge(&all->step[i].evidence, &one->step[i].evidence);
	}
}

/* Files may differ in their dialect: the worker's csv reader is of the file it read last. */
static void hands_ready(struct hands *h, const struct rows *rows, const struct csv_dialect *dialect)
{
	if (h->dialect == dialect)
		return;
	if (h->csv)
		csv_close(h->csv);
	h->csv = csv_open(dialect);
	h->dialect = dialect;
	if (h->row.plan)
		return;
	h->row.plan = &rows->plan;
	if (rows->sample)
		h->sample = memory_zero(rows->plan.steps, sizeof(*h->sample));
	h->row.sample = h->sample;
	h->row.value = memory_zero(rows->plan.columns, sizeof(*h->row.value));
	h->row.mark = memory_get(rows->plan.steps, sizeof(*h->row.mark));
	h->cell = memory_get(rows->plan.sources, sizeof(*h->cell));
}

void rows_release(void *job, void *state)
{
	const struct rows *rows = job;
	struct hands *h = state;

	if (!h->csv)
		return;
	for (size_t i = 0; h->sample && i < rows->plan.steps; i++) {
		sample_merge(&rows->sample[i], &h->sample[i]);
		sample_release(&h->sample[i]);
	}
	free(h->sample);
	csv_close(h->csv);
	free(h->row.value);
	free(h->row.mark);
	free(h->cell);
	buf_release(&h->row.made);
	arena_release(&h->row.spill);
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

/* A row that nothing is done to: its cells, or the record with tabs where its delimiters were. */
static void copy_row(struct buf *out, const struct csv_record *rec)
{
	char *p;

	buf_reserve(out, rec->raw.n + 1 + rec->cells);
	p = out->p + out->n;
	for (size_t c = 0; rec->quoted && c < rec->cells; c++) {
		memcpy(p, rec->cell[c].p, rec->cell[c].n);
		p += rec->cell[c].n;
		*p++ = c + 1 < rec->cells ? '\t' : '\n';
	}
	if (!rec->quoted) {
		memcpy(p, rec->raw.p, rec->raw.n);
		for (size_t c = 1; c < rec->cells; c++)
			p[rec->cell[c].p - rec->raw.p - 1] = '\t';
		p += rec->raw.n;
		*p++ = '\n';
	}
	out->n = (size_t)(p - out->p);
}

/* Why a record cannot be a row, or NULL. */
static const char *record_problem(const struct rows *rows, const struct block *b,
                                  const struct csv_record *rec, char text[PROBLEM_MOST])
{
	if (rec->status == CSV_RUNAWAY && rec->closed)
		snprintf(text, PROBLEM_MOST,
		         "the quote in line %zu closes in line %zu, but each line is a row: a "
		         "stray quote? "
		         "(--cell-lines=%zu allows it)",
		         b->line + rec->opened, b->line + rec->closed, rec->closed - rec->opened);
	else if (rec->status == CSV_RUNAWAY)
		snprintf(text, PROBLEM_MOST, "the quote in line %zu does not close within %zu lines (--cell-lines allows more)",
		         b->line + rec->opened, quoting_lines_most(b->own));
	if (rec->status == CSV_RUNAWAY)
		return text;
	if (rec->status == CSV_BAD_QUOTE)
		return "a quote that is not closed, or text after a closing quote";
	if (rec->status == CSV_TOO_WIDE)
		return "more than 4096 cells";
	if (rec->cells != rows->plan.sources) {
		snprintf(text, PROBLEM_MOST, "%zu cell%s, but there %s %zu column%s", rec->cells,
		         rec->cells == 1 ? "" : "s", rows->plan.sources == 1 ? "is" : "are",
		         rows->plan.sources, rows->plan.sources == 1 ? "" : "s");
		return text;
	}
	if (!rec->plain && rec->raw.n && memchr(rec->raw.p, '\0', rec->raw.n))
		return "a NUL byte";
	return NULL;
}

/* Whether the table of the file has ended: a blank line shows as a gap between records. */
static bool ended(struct hands *h, const struct block *b, const struct csv_record *rec)
{
	size_t line = b->line + rec->line;

	if (h->file != b->file + 1)
		h->ended = false;
	else if (line != h->next_line)
		h->ended = true;
	h->file = b->file + 1;
	h->next_line = line + 1;
	for (size_t i = 0; i < rec->raw.n; i++)
		h->next_line += rec->raw.p[i] == '\n';
	return h->ended;
}

static struct place place_of(const struct rows *rows, const struct block *b, const struct csv_record *rec)
{
	return (struct place){ source_name(&rows->reader->feed.source, b->file),
		               b->line + rec->line, NULL };
}

/* What people most often have where a date should be, and what to do about it. */
static const char *advice_on(const struct finding *f)
{
	const struct type *type = f->step->type;
	struct str v = f->value;
	size_t digits = 0, last = 0;

	if (!type || !type->dates)
		return "";
	while (digits < v.n && v.p[digits] >= '0' && v.p[digits] <= '9')
		digits++;
	while (last < v.n && v.p[v.n - 1 - last] >= '0' && v.p[v.n - 1 - last] <= '9')
		last++;
	if (digits == 5 && (digits == v.n || v.p[digits] == '.'))
		return " (the day number of a spreadsheet: give the column a date format there and "
		       "export again)";
	return digits >= 1 && digits <= 2 && last == 2 && v.n >= 6 && v.n <= 8
	               ? " (a year has four digits)"
	               : "";
}

/* Keeps where and why a row was rejected first; f is NULL for a record that is none. */
static void keep_first(const struct rows *rows, struct rows_tally *tally, struct place at,
                       const struct finding *f, const char *why)
{
	struct str column = f && f->step->column != SIZE_MAX ? rows->plan.column[f->step->column].name
	                                                     : (struct str){ 0 };

	if (tally->first[0])
		return;
	snprintf(tally->first, sizeof(tally->first), "%s:%zu: %s%s%s%s%s%s",
	         shown(str_of(at.file)).text, at.line, column.n ? shown(column).text : "",
	         column.n ? ": " : "", why, f && f->value.n ? ": " : "",
	         f && f->value.n ? quote(f->value).text : "", f ? advice_on(f) : "");
}

/* A record that is no row. */
static void reject(const struct rows *rows, struct block *b, const struct csv_record *rec,
                   const char *problem)
{
	struct rows_tally *tally = b->tally;

	tally->rejected++;
	tally->records++;
	keep_first(rows, tally, place_of(rows, b, rec), NULL, problem);
	if (rows->rejects)
		reject_record(&b->side, place_of(rows, b, rec), problem, rec->raw);
}

static void clean_cells(const struct rows *rows, struct hands *h, struct block *b,
                        const struct csv_record *rec)
{
	struct finding found[FINDINGS_MOST];
	struct rows_tally *tally = b->tally;
	size_t n;

	h->row.count = tally->step;
	h->row.line = b->line + rec->line;
	n = plan_run(&h->row, h->cell, found, FINDINGS_MOST);
	if (!n) {
		size_t from = b->out.n;

		put_row(rows, &b->out, h->row.value, rec->plain);
		if (rows->survivors->asked)
			survivors_add(rows->survivors, &h->row, &b->out, from);
		tally->kept++;
		return;
	}
	tally->rejected++;
	keep_first(rows, tally, place_of(rows, b, rec), found, found->message);
	for (size_t i = 0; rows->rejects && i < n && i < FINDINGS_MOST; i++)
		reject_finding(&b->side, place_of(rows, b, rec), &rows->plan, &found[i], rec->raw);
}

static void clean_record(const struct rows *rows, struct hands *h, struct block *b,
                         const struct csv_record *rec)
{
	struct rows_tally *tally = b->tally;
	char text[PROBLEM_MOST];
	const char *problem = record_problem(rows, b, rec, text);

	tally->in++;
	if (rows->plan.ends && ended(h, b, rec))
		problem = "after the blank line that ends the table";
	if (!problem && rows->copies && rec->plain && !b->order) {
		copy_row(&b->out, rec);
		tally->kept++;
		return;
	}
	if (!problem)
		problem = take_cells(h, rows, b, rec);
	if (problem)
		reject(rows, b, rec, problem);
	else
		clean_cells(rows, h, b, rec);
}

/* The first byte that is not UTF-8, NUL bytes aside: they only cost their row. */
static size_t not_utf8(struct str s)
{
	size_t at = str_utf8_bad(s);

	while (at < s.n && s.p[at] == '\0')
		at += 1 + str_utf8_bad((struct str){ s.p + at + 1, s.n - at - 1 });
	return at;
}

bool rows_take(const struct rows *rows, struct hands *h, struct block *b, struct str records, size_t lines)
{
	struct csv_record rec;

	csv_start(h->csv, records.p, records.n);
	while (csv_next(h->csv, &rec)) {
		size_t bad = rec.plain ? rec.raw.n : not_utf8(rec.raw);

		rec.line += lines;
		rec.opened += lines;
		rec.closed += rec.closed ? lines : 0;
		if (bad < rec.raw.n) {
			fault_set(&b->fault, rec.line, NULL, "not UTF-8: %s; try --encoding=windows-1252",
			          quote((struct str){ rec.raw.p + bad, rec.raw.n - bad }).text);
			return false;
		}
		clean_record(rows, h, b, &rec);
	}
	return true;
}

void rows_clean(void *arg, struct block *b, void *state)
{
	const struct rows *rows = arg;
	struct hands *h = state;
	const struct csv_dialect *d = b->own;
	bool fine;

	if (!b->in.n)
		return;
	hands_ready(h, rows, d);
	h->row.undecided = false;
	fine = rows->copies && d->delimiter && d->columns > 1 && !b->order
	               ? copies_take(rows, h, b)
	               : rows_take(rows, h, b, buf_view(&b->in), 0);
	if (!fine)
		return;
	((struct rows_tally *)b->tally)->undecided = h->row.undecided;
	if (rows->silent)
		buf_clear(&b->out);
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
