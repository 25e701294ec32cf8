/* tsv - seg-tsv 1 rows: bytes to cells and cells to bytes. */
#include "tsv.h"

#include <stdio.h>
#include <stdlib.h>

#include "cells.h"
#include "diag.h"

#define NAMES_SHOWN 400 /* bytes */

static int name_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool tsv_header_read(struct tsv_header *h, struct arena *keep, struct str line, struct fault *f)
{
	struct str *sorted;
	const char *p = line.p, *end = line.p + line.n;
	size_t n = 1;

	if (!line.n) {
		fault_set(f, 0, NULL, "the header is an empty line");
		return false;
	}
	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == '\t';
	if (n > TSV_COLUMNS_MOST) {
		fault_set(f, 0, NULL, "%zu columns; at most %d can be read", n, TSV_COLUMNS_MOST);
		return false;
	}
	*h = (struct tsv_header){ ARENA_ARRAY(keep, struct str, n), n };
	for (size_t c = 0; c < n; c++) {
		const char *tab = memchr(p, '\t', (size_t)(end - p));
		struct str name = { p, (size_t)((tab ? tab : end) - p) };

		if (!name.n)
			fault_set(f, 0, NULL, "column %zu of the header has no name", c + 1);
		if (name.n > TSV_NAME_MOST)
			fault_set(f, 0, NULL, "a column name of %zu bytes; at most %d can be read",
			          name.n, TSV_NAME_MOST);
		h->name[c] = arena_str(keep, name);
		p = tab ? tab + 1 : end;
	}
	if (str_utf8_bad(line) != line.n || memchr(line.p, '\r', line.n))
		fault_set(f, 0, NULL, "the header is not UTF-8 text; clean the file with seg-clean first");
	sorted = ARENA_ARRAY(keep, struct str, n);
	memcpy(sorted, h->name, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), name_order);
	for (size_t c = 1; c < n; c++)
		if (str_eq(sorted[c - 1], sorted[c]))
			fault_set(f, 0, NULL, "the header names %s twice", quote(sorted[c]).text);
	return !f->text[0];
}

size_t tsv_header_find(const struct tsv_header *h, struct str name)
{
	for (size_t c = 0; c < h->columns; c++)
		if (str_eq(h->name[c], name))
			return c;
	return SIZE_MAX;
}

void tsv_put_names(struct buf *b, const struct str *name, size_t n)
{
	for (size_t c = 0; c < n && b->n < NAMES_SHOWN; c++) {
		buf_char(b, ' ');
		buf_text(b, shown(name[c]).text);
	}
	buf_char(b, '\0');
}

static void index_room(struct tsv_index *x, size_t cells)
{
	if (x->room >= cells)
		return;
	x->room = cells + cells / 2 + 1024;
	x->end = memory_resize(x->end ? x->end - 1 : NULL, x->room + 1, sizeof(*x->end));
	x->end[0] = UINT32_MAX;
	x->end++;
}

#define STEP 4096 /* bytes that are indexed at a time */

/* Ends of all cells, wherever the lines fall. */
static struct cells index_cells(struct tsv_index *x, const struct buf *block)
{
	struct cells c = { 0 };

	for (size_t at = 0; at < block->n; at += STEP) {
		index_room(x, c.n + STEP + CELLS_MARGIN);
		cells_find(&c, x->end, at, block->p + at, block->n - at < STEP ? block->n - at : STEP);
	}
	return c;
}

/* The first row whose cells are too many or too few, if any; x->rows counts those before it. */
static void check_widths(struct tsv_index *x, const char *p, size_t cells, struct fault *f)
{
	size_t width = 0, at = 0;

	x->rows = 0;
	for (size_t i = 0; i < cells; i++) {
		width++;
		if (p[x->end[i]] != '\n')
			continue;
		if (width != x->columns) {
			if (width == 1 && x->end[i] == at)
				fault_set(f, x->rows, NULL,
				          "an empty line, but the header names %zu columns", x->columns);
			else
				fault_set(f, x->rows, NULL,
				          "%zu cell%s, but the header names %zu column%s", width,
				          width == 1 ? "" : "s", x->columns, x->columns == 1 ? "" : "s");
			return;
		}
		x->rows++;
		width = 0;
		at = x->end[i] + 1;
	}
}

/* Every row has the right width when all last cells end at a line end and no other cell does. */
static bool widths_are_right(const struct tsv_index *x, const struct buf *block, const struct cells *c)
{
	size_t rows = c->n / x->columns;

	if (c->n % x->columns || c->lines != rows)
		return false;
	for (size_t r = 1; r <= rows; r++)
		if (block->p[x->end[r * x->columns - 1]] != '\n')
			return false;
	return true;
}

const char *tsv_cell_problem(struct str cell)
{
	const char *p = cell.p, *end = cell.p + cell.n;

	if (str_utf8_bad(cell) != cell.n)
		return memchr(cell.p, 0, cell.n) ? "a NUL byte" : "not UTF-8";
	if (memchr(cell.p, '\r', cell.n))
		return "a carriage return inside a row";
	while ((p = memchr(p, '\\', (size_t)(end - p)))) {
		if (p + 1 == end)
			return "a lone backslash at the end";
		if (p[1] != 't' && p[1] != 'n' && p[1] != 'r' && p[1] != '\\')
			return "an unknown escape";
		p += 2;
		if (p == end)
			break;
	}
	return NULL;
}

/* Rewrites the rows in plain form, checking every cell on the way. */
static bool make_plain(struct tsv_index *x, struct buf *block, const struct tsv_header *h,
                       const uint32_t *order, struct fault *f)
{
	struct buf plain = { 0 };
	size_t r;

	buf_reserve(&plain, block->n + 64);
	for (r = 0; r < x->rows; r++) {
		struct row row = tsv_row(x, block, r);

		for (size_t c = 0; c < x->columns; c++) {
			size_t from = order ? order[c] : c;
			struct str cell = row_cell(&row, from);
			const char *problem;

			if (from == x->columns - 1 && cell.n && cell.p[cell.n - 1] == '\r')
				cell.n--;
			if (cell.n == 2 && cell.p[0] == '\\' && cell.p[1] == 'N')
				cell.n = 0;
			problem = cell.n ? tsv_cell_problem(cell) : NULL;
			if (problem) {
				fault_set(f, r, h->name[c].p,
				          "%s: %s; clean the file with seg-clean first", problem,
				          quote(cell).text);
				break;
			}
			if (c)
				buf_char(&plain, '\t');
			buf_str(&plain, cell);
		}
		if (f->text[0] && f->line == r)
			break;
		buf_char(&plain, '\n');
	}
	while (plain.n && plain.p[plain.n - 1] != '\n')
		plain.n--;
	buf_release(block);
	*block = plain;
	return r == x->rows;
}

void tsv_index(struct tsv_index *x, struct buf *block, const struct tsv_header *h,
               const uint32_t *order, struct fault *f)
{
	struct cells c;

	index_room(x, 64);
	x->columns = h->columns;
	c = index_cells(x, block);
	if (widths_are_right(x, block, &c)) {
		x->rows = c.n / x->columns;
	} else {
		check_widths(x, block->p, c.n, f);
		c.odd = CELLS_ODD; /* cuts the block where its sound rows end */
	}
	if (c.odd == CELLS_HIGH && str_utf8_bad(buf_view(block)) == block->n)
		c.odd = 0;
	if (!c.odd && !order)
		return;
	make_plain(x, block, h, order, f);
	x->rows = index_cells(x, block).n / x->columns;
}

void tsv_index_fit(struct tsv_index *x)
{
	x->room = x->rows * x->columns;
	x->end = memory_resize(x->end - 1, x->room + 1, sizeof(*x->end));
	x->end++;
}

void tsv_index_release(struct tsv_index *x)
{
	if (x->end)
		free(x->end - 1);
	*x = (struct tsv_index){ 0 };
}

struct str tsv_text(struct str cell, struct buf *scratch)
{
	if (!cell.n || !memchr(cell.p, '\\', cell.n))
		return cell;
	buf_clear(scratch);
	for (size_t i = 0; i < cell.n; i++) {
		char c = cell.p[i];

		if (c == '\\' && i + 1 < cell.n) {
			c = cell.p[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
		}
		buf_char(scratch, c);
	}
	return buf_view(scratch);
}

void tsv_put(struct buf *b, struct str text)
{
	static const char names[256] = { ['\t'] = 't', ['\n'] = 'n', ['\r'] = 'r', ['\\'] = '\\' };
	char *to;

	if (!text.n)
		return;
	buf_reserve(b, 2 * text.n);
	to = b->p + b->n;
	for (size_t i = 0; i < text.n; i++) {
		char name = names[(unsigned char)text.p[i]];

		if (name)
			*to++ = '\\';
		*to++ = name ? name : text.p[i];
	}
	b->n = (size_t)(to - b->p);
}
