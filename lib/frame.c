/* frame - a whole table in memory. */
#include "frame.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "order.h"

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
	part->bytes.p = memory_resize(part->bytes.p, part->bytes.n + 64, 1);
	part->bytes.room = part->bytes.n + 64;
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
	size_t column;
	double *out;
	size_t *bad; /* per part: the first row that is not a number, or SIZE_MAX */
};

static void read_part(const struct numbers *n, size_t i, size_t *bad)
{
	const struct frame_part *part = &n->f->part[i];

	*bad = SIZE_MAX;
	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str cell = row_cell(&row, n->column);
		double x = NAN;

		if (cell.n && !num_parse(cell, &x)) {
			*bad = part->first + r;
			return;
		}
		if (n->out)
			n->out[part->first + r] = x;
	}
}

static void part_numbers(void *arg, size_t i)
{
	const struct numbers *n = arg;

	read_part(n, i, &n->bad[i]);
}

void frame_numbers(const struct frame *f, size_t column, double *out, struct crew *crew)
{
	struct numbers n = { f, column, out, memory_get(f->parts, sizeof(size_t)) };

	crew_each(crew, f->parts, part_numbers, &n);
	for (size_t i = 0; i < f->parts; i++)
		if (n.bad[i] != SIZE_MAX)
			die_at(frame_place(f, n.bad[i], column), "not a number: %s",
			       quote(frame_cell(f, n.bad[i], column)).text);
	free(n.bad);
}

size_t frame_read_numbers(const struct frame *f, size_t column, double *out)
{
	size_t bad = SIZE_MAX;
	struct numbers n = { f, column, out, &bad };

	for (size_t i = 0; i < f->parts && bad == SIZE_MAX; i++)
		read_part(&n, i, &bad);
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
			if (!num_parse(cell, &x))
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
