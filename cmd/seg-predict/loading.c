/* loading - the rows of the input, and on the way the examples that they make. */
#include "loading.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "outcomes.h"
#include "spending.h"

#define LONGER 1.125 /* how much shorter than the first rows the others may be on average */

/* What the ordered end knows of the parts so far; when it has stopped, workers need not read on. */
struct loading {
	struct predict *predict;
	struct examples *e;
	struct numbers *x;
	size_t id, columns, room; /* room: rows that there is a place for */
	struct buf last;          /* id */
	struct numbers_seen *seen;
	_Atomic bool stopped;
};

/* What the visit of a part finds. */
struct found {
	bool fails;
	size_t yes, other; /* the first rows that say so; SIZE_MAX: none does */
	struct numbers_seen seen[];
};

static void begin(void *loading, const struct frame_part *first, size_t expected)
{
	struct loading *l = loading;
	struct predict *p = l->predict;

	if (!expected || p->weight || p->time || spending_is_asked(p) || !numbers_choose(l->x, first))
		return;
	expected = (size_t)((double)expected * LONGER) + GRAM_ROWS;
	if (!memory_is_there(expected, (l->x->slots + 3) * sizeof(double)))
		return;
	l->room = expected;
	numbers_room(l->x, l->room);
	l->e->outcome = memory_large(l->room, sizeof(double));
	if (p->folds)
		l->e->fold = memory_large(l->room, sizeof(uint32_t));
	l->stopped = false;
}

static bool read_part(const struct loading *l, const struct frame_part *part, struct found *t)
{
	struct examples *e = l->e;
	struct str last = { 0 };

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str id = row_cell(&row, l->id);
		size_t at = part->first + r;

		if (r && str_cmp(last, id) >= 0)
			return false;
		last = id;
		if (!outcomes_cell(l->predict, row_cell(&row, e->target), &e->outcome[at]))
			return false;
		if (e->outcome[at] > 0 && t->yes == SIZE_MAX)
			t->yes = r;
		if (e->outcome[at] == 0 && t->other == SIZE_MAX)
			t->other = r;
		if (l->predict->folds)
			e->fold[at] = examples_fold(l->predict, id);
		numbers_row(l->x, &row, at, t->seen);
	}
	return true;
}

static void visit(void *loading, const struct frame_part *part, void *tally)
{
	const struct loading *l = loading;
	struct found *t = tally;

	t->yes = t->other = SIZE_MAX;
	t->fails = l->stopped || part->first + part->index.rows > l->room || !read_part(l, part, t);
}

/* Keeps the first cell of its kind. */
static void keep_cell(const struct loading *l, const struct frame_part *part, size_t row, struct str *out)
{
	struct row r;

	if (row == SIZE_MAX || out->n)
		return;
	r = tsv_row(&part->index, &part->bytes, row);
	*out = arena_str(&l->predict->keep, row_cell(&r, l->e->target));
}

static bool done(void *loading, const struct frame_part *part, const void *tally)
{
	struct loading *l = loading;
	const struct found *t = tally;
	struct row first = tsv_row(&part->index, &part->bytes, 0),
		   last = tsv_row(&part->index, &part->bytes, part->index.rows - 1);

	if (t->fails || (part->first && str_cmp(buf_view(&l->last), row_cell(&first, l->id)) >= 0))
		l->stopped = true;
	if (l->stopped)
		return false;
	buf_clear(&l->last);
	buf_str(&l->last, row_cell(&last, l->id));
	keep_cell(l, part, t->yes, &l->e->positive);
	keep_cell(l, part, t->other, &l->e->other);
	for (size_t c = 0; c < l->columns; c++) {
		l->seen[c].wrong |= t->seen[c].wrong;
		l->seen[c].any |= t->seen[c].any;
	}
	return true;
}

bool loading_run(struct examples *e, struct numbers *x, struct frame *frame, struct predict *p)
{
	struct loading l = { .predict = p,
		             .e = e,
		             .x = x,
		             .id = input_column(&p->in, p->id),
		             .columns = p->in.header.columns,
		             .stopped = true };

	l.seen = ARENA_ARRAY(&p->keep, struct numbers_seen, l.columns);
	parts_load(frame, &p->in, p->tool->threads,
	           &(struct parts_visit){
			   begin, visit, done,
			   sizeof(struct found) + l.columns * sizeof(struct numbers_seen), &l });
	buf_release(&l.last);
	if (!l.stopped && frame->rows && numbers_suffice(x, l.seen)) {
		numbers_end(x, frame->rows, l.seen);
		return true;
	}
	free(x->tiles);
	free(e->outcome);
	free(e->fold);
	x->tiles = NULL;
	e->outcome = NULL;
	e->fold = NULL;
	e->other = (struct str){ 0 };
	e->positive = p->positive ? str_of(p->positive) : (struct str){ 0 };
	return false;
}
