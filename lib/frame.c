/* frame - a whole table in memory. */
#include "frame.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "order.h"

#define SPARE 64 /* bytes behind the last cell that may be read */
_Static_assert(SPARE >= NUM_SPARE, "cells can be read by num_parse_fast");

static void index_block(void *job, struct block *b, void *state)
{
	struct frame *f = job;

	(void)state;
	input_rows(f->in, b);
}

/* Takes the block's bytes and index over; the block gets empty ones. */
static void keep_block(void *job, struct block *b)
{
	struct frame *f = job;
	struct frame_part *part;

	input_done((struct input *)f->in, b);
	if (!b->index.rows)
		return;
	if (f->parts == f->room) {
		f->room = f->room ? 2 * f->room : 64;
		f->part = memory_resize(f->part, f->room, sizeof(*f->part));
	}
	part = &f->part[f->parts++];
	*part = (struct frame_part){ b->in, b->index, b->file, b->line, f->rows };
	b->in = (struct buf){ 0 };
	b->index = (struct tsv_index){ 0 };
	tsv_index_fit(&part->index);
	part->bytes.p = memory_resize(part->bytes.p, part->bytes.n + SPARE, 1);
	part->bytes.room = part->bytes.n + SPARE;
	f->rows += part->index.rows;
}

void frame_load(struct frame *f, struct input *in, size_t threads)
{
	*f = (struct frame){ .in = in };
	blocks_run(&(struct blocks){ .threads = threads,
	                             .fill = input_fill,
	                             .from = in,
	                             .work = index_block,
	                             .done = keep_block,
	                             .job = f });
}

const struct frame_part *frame_part(const struct frame *f, size_t row)
{
	size_t low = 0, high = f->parts;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (f->part[middle].first <= row)
			low = middle;
		else
			high = middle;
	}
	return &f->part[low];
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

struct numbers {
	const struct frame *f;
	const struct frame_reading *r;
	size_t *bad; /* per part and column */
};

/* bad[j] as for frame_read, of one part. */
static void read_part(const struct frame *f, const struct frame_reading *r, size_t i, size_t *bad)
{
	const struct frame_part *part = &f->part[i];

	for (size_t j = 0; j < r->n; j++)
		bad[j] = SIZE_MAX;
	for (size_t at = 0; at < part->index.rows; at++) {
		struct row row = tsv_row(&part->index, &part->bytes, at);
		double *out = r->at(r->arg, part->first + at);

		for (size_t j = 0; j < r->n; j++) {
			struct str cell = row_cell(&row, r->column[j]);

			out[j * r->step] = NAN;
			if (cell.n && !num_parse_fast(cell, &out[j * r->step]) && bad[j] == SIZE_MAX)
				bad[j] = part->first + at;
		}
	}
}

static void part_numbers(void *arg, size_t i)
{
	const struct numbers *n = arg;

	read_part(n->f, n->r, i, n->bad + i * n->r->n);
}

void frame_read(const struct frame *f, const struct frame_reading *r, size_t *bad, struct crew *crew)
{
	struct numbers n = { f, r, memory_get(f->parts * r->n, sizeof(size_t)) };

	crew_each(crew, f->parts, part_numbers, &n);
	for (size_t j = 0; j < r->n; j++) {
		bad[j] = SIZE_MAX;
		for (size_t i = 0; i < f->parts && bad[j] == SIZE_MAX; i++)
			bad[j] = n.bad[i * r->n + j];
	}
	free(n.bad);
}

_Noreturn void frame_refuse(const struct frame *f, size_t row, size_t column)
{
	die_at(frame_place(f, row, column), "not a number: %s", quote(frame_cell(f, row, column)).text);
}

static double *one_column(void *out, size_t row)
{
	return (double *)out + row;
}

void frame_numbers(const struct frame *f, size_t column, double *out, struct crew *crew)
{
	size_t bad;

	frame_read(f, &(struct frame_reading){ &column, 1, 1, one_column, out }, &bad, crew);
	if (bad != SIZE_MAX)
		frame_refuse(f, bad, column);
}

size_t frame_read_numbers(const struct frame *f, size_t column, double *out)
{
	struct frame_reading r = { &column, 1, 1, one_column, out };
	size_t bad = SIZE_MAX;

	for (size_t i = 0; i < f->parts && bad == SIZE_MAX; i++)
		read_part(f, &r, i, &bad);
	return bad;
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
	for (size_t i = 0; i < f->parts; i++) {
		buf_release(&f->part[i].bytes);
		tsv_index_release(&f->part[i].index);
	}
	free(f->part);
	*f = (struct frame){ 0 };
}
