/* gathering - the customers that a model of lifetimes learns from. */
#include "gathering.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "diag.h"

#define LONGER 1.125 /* how much shorter than the first rows the others may be on average */

/* --- while the rows pass --- */

/* Where all rows have one unit, customers can be read at once; at whatever is odd this stops, and all is read later. */
struct passing {
	struct lives *lives;
	struct customer *customer;
	size_t room;
	_Atomic bool stopped;
};

struct found {
	bool fails;
};

static void begin(void *passing, const struct frame_part *first, size_t expected)
{
	struct passing *x = passing;
	struct lives *l = x->lives;
	struct row row = tsv_row(&first->index, &first->bytes, 0);
	const char *unit = l->predict->unit ? l->predict->unit : "D";
	struct str name = l->column.unit == SIZE_MAX || l->predict->unit
	                          ? str_of(unit)
	                          : row_cell(&row, l->column.unit);

	l->model.unit = lifetime_unit_find(name);
	if (!expected || !l->model.unit)
		return;
	expected = (size_t)((double)expected * LONGER) + LIVES_SOME;
	if (!memory_is_there(expected, sizeof(*x->customer)))
		return;
	x->room = expected;
	x->customer = memory_large(x->room, sizeof(*x->customer));
	x->stopped = false;
}

static bool read_passing(const struct passing *x, const struct frame_part *part)
{
	const struct lives *l = x->lives;
	struct fault fault = { 0 };

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);

		if (l->column.unit != SIZE_MAX &&
		    !str_is(row_cell(&row, l->column.unit), l->model.unit->name))
			return false;
		if (!lives_read(l, &row, r, &x->customer[part->first + r], &fault))
			return false;
	}
	return true;
}

static void visit(void *passing, const struct frame_part *part, void *tally)
{
	const struct passing *x = passing;
	struct found *t = tally;

	t->fails = x->stopped || part->first + part->index.rows > x->room || !read_passing(x, part);
}

static bool done(void *passing, const struct frame_part *part, const void *tally)
{
	struct passing *x = passing;
	const struct found *t = tally;

	(void)part;
	if (t->fails)
		x->stopped = true;
	return !x->stopped;
}

/* --- rows in memory --- */

/* The unit of the model: the one told, or the shortest that the rows use. */
static void choose_unit(struct lives *l, const struct frame *frame)
{
	size_t shortest = LIFETIME_UNITS;

	l->model.unit = lifetime_unit_find(str_of(l->predict->unit ? l->predict->unit : "D"));
	if (l->predict->unit || l->column.unit == SIZE_MAX)
		return;
	for (size_t i = 0; i < frame->parts; i++)
		for (size_t r = 0; r < frame->part[i].index.rows; r++) {
			struct row row = tsv_row(&frame->part[i].index, &frame->part[i].bytes, r);

			for (size_t u = 0; u < shortest; u++)
				if (str_is(row_cell(&row, l->column.unit), lifetime_units[u].name))
					shortest = u;
		}
	if (shortest < LIFETIME_UNITS)
		l->model.unit = &lifetime_units[shortest];
}

struct reading {
	const struct lives *lives;
	const struct frame *frame;
	struct customer *customer;
	struct fault *fault; /* of each part */
};

static void read_part(void *arg, size_t i)
{
	const struct reading *reading = arg;
	const struct frame_part *part = &reading->frame->part[i];

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);

		if (!lives_read(reading->lives, &row, r, &reading->customer[part->first + r],
		                &reading->fault[i]))
			return;
	}
}

static struct customer *read_all(struct lives *l, struct frame *frame, struct crew *crew)
{
	struct reading reading = { l, frame, NULL, NULL };

	parts_keep(frame, crew);
	choose_unit(l, frame);
	reading.customer = memory_large(frame->rows, sizeof(struct customer));
	reading.fault = memory_zero(frame->parts, sizeof(struct fault));
	crew_each(crew, frame->parts, read_part, &reading);
	for (size_t i = 0; i < frame->parts; i++) {
		const struct fault *f = &reading.fault[i];
		struct place at;

		if (!f->text[0])
			continue;
		at = frame_place(frame, frame->part[i].first + f->line, SIZE_MAX);
		if (f->status == STATUS_USAGE)
			die(STATUS_USAGE, "%s: %s", shown(str_of(at.file)).text, f->text);
		at.column = f->column;
		die_at(at, "%s", f->text);
	}
	free(reading.fault);
	return reading.customer;
}

struct customer *gathering_run(struct lives *l, struct frame *frame, struct crew *crew)
{
	struct predict *p = l->predict;
	struct passing x = { .lives = l, .stopped = true };

	parts_load(frame, &p->in, p->tool->threads,
	           &(struct parts_visit){ begin, visit, done, sizeof(struct found), &x });
	predict_needs_rows(p, frame->rows);
	if (!x.stopped)
		return x.customer;
	free(x.customer);
	return read_all(l, frame, crew);
}
