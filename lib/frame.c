/* frame - a whole table in memory. */
#include "frame.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "order.h"

#define MIXED_SHOWN 10 /* columns that are told one by one */

void frame_load(struct frame *f, struct input *in, size_t threads)
{
	parts_load(f, in, threads, NULL);
}

/* The number of the part a row is in. */
static size_t part_number(const struct frame *f, size_t row)
{
	size_t low = 0, high = f->parts;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (f->part[middle].first <= row)
			low = middle;
		else
			high = middle;
	}
	return low;
}

const struct frame_part *frame_part(const struct frame *f, size_t row)
{
	return &f->part[part_number(f, row)];
}

struct str frame_cell(const struct frame *f, size_t row, size_t column)
{
	const struct frame_part *part = frame_part(f, row);
	struct row r = tsv_row(&part->index, &part->bytes, row - part->first);

	return row_cell(&r, column);
}

struct place frame_place(const struct frame *f, size_t row, size_t column)
{
	const struct frame_part *part = frame_part(f, row);

	return (struct place){ input_name(f->in, part->file), part->line + row - part->first,
		               column < f->in->header.columns ? f->in->header.name[column].p : NULL };
}

void frame_read_part(const struct frame_part *part, const struct frame_reading *r, struct frame_seen *seen)
{
	for (size_t at = 0; at < part->index.rows; at++) {
		struct row row = tsv_row(&part->index, &part->bytes, at);
		double *out = r->at(r->arg, part->first + at);

		for (size_t j = 0; j < r->n; j++) {
			struct str cell = row_cell(&row, r->column[j]);

			if (cell.n && num_parse_fast(cell, &out[j * r->step]))
				continue;
			out[j * r->step] = NAN;
			if (cell.n && !seen[j].others)
				seen[j].first = part->first + at;
			seen[j].missing += !cell.n;
			seen[j].others += cell.n > 0;
		}
	}
	for (size_t j = 0; j < r->n; j++)
		seen[j].numbers += part->index.rows - seen[j].missing - seen[j].others;
}

void frame_seen_add(struct frame_seen *seen, size_t n, const struct frame_seen *more)
{
	for (size_t j = 0; j < n; j++) {
		if (!seen[j].others)
			seen[j].first = more[j].first;
		seen[j].numbers += more[j].numbers;
		seen[j].missing += more[j].missing;
		seen[j].others += more[j].others;
	}
}

struct numbers {
	const struct frame *f;
	const struct frame_reading *r;
	struct frame_seen *seen; /* per part and column */
};

static void part_numbers(void *arg, size_t i)
{
	const struct numbers *n = arg;
	struct frame_part room = { 0 };

	frame_read_part(parts_again(n->f, i, &room), n->r, n->seen + i * n->r->n);
	parts_release_one(&room);
}

void frame_read(const struct frame *f, const struct frame_reading *r, struct frame_seen *seen,
                struct crew *crew)
{
	struct numbers n = { f, r, memory_zero(f->parts * r->n, sizeof(*seen)) };

	crew_each(crew, f->parts, part_numbers, &n);
	parts_check(f);
	memset(seen, 0, r->n * sizeof(*seen));
	for (size_t i = 0; i < f->parts; i++)
		frame_seen_add(seen, r->n, n.seen + i * r->n);
	free(n.seen);
}

/* A cell to be shown, whether or not its row was left in its file. */
static struct quoted quote_cell(const struct frame *f, size_t row, size_t column)
{
	struct frame_part room = { 0 };
	const struct frame_part *part = parts_again(f, part_number(f, row), &room);
	struct row r;
	struct quoted q;

	parts_check(f);
	r = tsv_row(&part->index, &part->bytes, row - part->first);
	q = quote(row_cell(&r, column));
	parts_release_one(&room);
	return q;
}

_Noreturn void frame_refuse(const struct frame *f, size_t row, size_t column, const char *what)
{
	die_at(frame_place(f, row, column), "not %s: %s", what, quote_cell(f, row, column).text);
}

void frame_say_mixed(const struct frame *f, const size_t *column, size_t n,
                     const struct frame_seen *seen, const char *fate)
{
	size_t mixed = 0;

	for (size_t j = 0; j < n; j++) {
		const struct frame_seen *s = &seen[j];
		struct place at;

		if (!s->others || s->numbers <= s->others || ++mixed > MIXED_SHOWN)
			continue;
		at = frame_place(f, s->first, column[j]);
		note("%s:%zu: %s: %s, as %zu of %zu cells %s, the first %s: leave such cells empty "
		     "to have numbers",
		     shown(str_of(at.file)).text, at.line,
		     shown(f->in->header.name[column[j]]).text, fate, s->others,
		     s->numbers + s->others, s->others == 1 ? "is no number" : "are no numbers",
		     quote_cell(f, s->first, column[j]).text);
	}
	if (mixed > MIXED_SHOWN)
		note("%s for such cells: %zu more column%s", fate, mixed - MIXED_SHOWN,
		     mixed - MIXED_SHOWN == 1 ? "" : "s");
}

static double *one_column(void *out, size_t row)
{
	return (double *)out + row;
}

void frame_numbers(const struct frame *f, size_t column, double *out, struct crew *crew)
{
	struct frame_seen seen;

	frame_read(f, &(struct frame_reading){ &column, 1, 1, one_column, out }, &seen, crew);
	if (seen.others)
		frame_refuse(f, seen.first, column, "a number");
}

size_t frame_read_numbers(const struct frame *f, size_t column, double *out)
{
	struct frame_reading r = { &column, 1, 1, one_column, out };
	struct frame_seen seen = { 0 };

	for (size_t i = 0; i < f->parts && !seen.others; i++)
		frame_read_part(&f->part[i], &r, &seen);
	return seen.others ? seen.first : SIZE_MAX;
}

bool frame_is_numeric(const struct frame *f, size_t column)
{
	bool any = false;

	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row row = tsv_row(&f->part[i].index, &f->part[i].bytes, r);
			struct str cell = row_cell(&row, column);
			double x;

			if (!cell.n)
				continue;
			if (!num_parse_fast(cell, &x))
				return false;
			any = true;
		}
	return any;
}

void frame_order(const struct frame *f, size_t column, size_t *order)
{
	struct str *key = memory_get(f->rows, sizeof(*key));

	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row row = tsv_row(&f->part[i].index, &f->part[i].bytes, r);

			key[f->part[i].first + r] = row_cell(&row, column);
		}
	order_keys(order, key, f->rows);
	free(key);
}

bool frame_fill(void *walk, struct block *b)
{
	struct frame_walk *w = walk;

	if (w->at == w->frame->parts)
		return false;
	b->number = w->at;
	w->at++;
	return true;
}

void frame_release(struct frame *f)
{
	for (size_t i = 0; i < f->parts; i++)
		parts_release_one(&f->part[i]);
	free(f->part);
	*f = (struct frame){ 0 };
}
