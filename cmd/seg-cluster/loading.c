/* loading - the rows of the input, and on the way the columns to cluster by as raw numbers. */
#include "features.h"

#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "places.h"

#define LISTED 400   /* bytes of names in a message */
#define LONGER 1.125 /* how much shorter than the first rows the others may be on average */

static const char *const usual[] = { "recency_days", "orders", "spend" };
#define USUAL (sizeof(usual) / sizeof(*usual))

/* --- which columns --- */

static bool choose_usual(struct features *f)
{
	f->n = 0;
	for (size_t i = 0; i < USUAL; i++) {
		f->column[i] = input_find(f->frame->in, usual[i]);
		f->n += f->column[i] != SIZE_MAX;
	}
	return f->n == USUAL;
}

/* Whether the first rows of a column are mostly numbers: then all are read to see. */
static bool may_be_numeric(const struct frame_part *first, size_t column)
{
	size_t numbers = 0, others = 0;

	for (size_t r = 0; r < first->index.rows && others <= first->index.rows / 2; r++) {
		struct row row = tsv_row(&first->index, &first->bytes, r);
		struct str cell = row_cell(&row, column);
		double x;

		if (!cell.n)
			continue;
		if (num_parse_fast(cell, &x))
			numbers++;
		else
			others++;
	}
	return numbers > others || !others;
}

/* Every column of numbers but the id and what seg-cluster writes itself, as far as can be seen. */
static void choose_numeric(struct features *f, const struct frame_part *first)
{
	const struct tsv_header *h = &f->frame->in->header;

	f->n = 0;
	for (size_t c = 0; c < h->columns; c++)
		if (c != f->id && !str_is(h->name[c], segments_own[0]) &&
		    !str_is(h->name[c], segments_own[1]) && may_be_numeric(first, c))
			f->column[f->n++] = c;
}

/* --- raw numbers --- */

static double *raw_row(void *features, size_t row)
{
	const struct features *f = features;

	return features_raw(f, features_place(f, row), 0);
}

static struct frame_reading reading(struct features *f)
{
	return (struct frame_reading){ f->column, f->n, f->as_is ? 1 : TILE_ROWS, raw_row, f };
}

static size_t whole_tiles(size_t rows)
{
	return (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
}

static void make_room(struct features *f, size_t rows)
{
	size_t room = whole_tiles(rows);

	free(f->x.p);
	f->x = (struct mat){ memory_get(room, f->n * sizeof(double)), rows, f->n, f->n };
	memory_scattered(f->x.p, room * f->n * sizeof(double));
}

/* The same for rows that may never come; none where the system would not give it. */
static void try_room(struct features *f, size_t rows)
{
	void *p = malloc(memory_bytes(whole_tiles(rows), f->n * sizeof(double)));

	free(p);
	if (p)
		make_room(f, rows);
}

/* What the visit of a part finds. */
struct found {
	bool ascend; /* its ids */
	bool skipped;
	struct frame_seen seen[];
};

static bool ids_ascend(const struct frame_part *part, size_t id)
{
	struct str last = { 0 };
	bool is = true;

	for (size_t r = 0; r < part->index.rows && is; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str key = row_cell(&row, id);

		is = r == 0 || str_cmp(last, key) < 0;
		last = key;
	}
	return is;
}

/* What the ordered end knows of the parts so far, and workers of what is no longer worth their while. */
struct loading {
	struct features *f;
	struct buf last; /* id */
	bool skipped;    /* rows whose numbers are not read yet */
	_Atomic bool unsorted;
};

static void begin(void *loading, const struct frame_part *first, size_t expected)
{
	struct features *f = ((struct loading *)loading)->f;

	f->chosen = !f->n;
	if (f->chosen && !choose_usual(f))
		choose_numeric(f, first);
	if (f->n && expected)
		try_room(f, (size_t)((double)expected * LONGER) + TILE_ROWS);
}

static void visit(void *loading, const struct frame_part *part, void *tally)
{
	const struct loading *l = loading;
	struct found *t = tally;
	struct frame_reading r = reading(l->f);

	t->ascend = ids_ascend(part, l->f->id);
	t->skipped = l->unsorted || part->first + part->index.rows > l->f->x.rows;
	if (!t->skipped)
		frame_read_part(part, &r, t->seen);
}

static bool done(void *loading, const struct frame_part *part, const void *tally)
{
	struct loading *l = loading;
	const struct found *t = tally;
	struct row first = tsv_row(&part->index, &part->bytes, 0),
		   last = tsv_row(&part->index, &part->bytes, part->index.rows - 1);

	if (!t->ascend || (part->first && str_cmp(buf_view(&l->last), row_cell(&first, l->f->id)) >= 0))
		l->unsorted = true;
	buf_clear(&l->last);
	buf_str(&l->last, row_cell(&last, l->f->id));
	l->skipped |= t->skipped;
	frame_seen_add(l->f->seen, l->f->n, t->seen);
	return !l->unsorted;
}

static void read_again(struct features *f)
{
	struct frame_reading r = reading(f);

	make_room(f, f->frame->rows);
	frame_read(f->frame, &r, f->seen, f->crew);
}

static void say_repeats(const struct features *f, size_t rows)
{
	if (rows)
		note("%s: %zu row%s an id; one row per customer is expected, as seg-features "
		     "makes them",
		     shown(f->frame->in->header.name[f->id]).text, rows,
		     rows == 1 ? " repeats" : "s repeat");
}

void features_load(struct features *f, struct input *in, size_t threads)
{
	struct loading l = { .f = f };
	size_t columns = in->header.columns;

	f->seen = ARENA_ARRAY(&f->keep, struct frame_seen, columns);
	parts_load(f->frame, in, threads,
	           &(struct parts_visit){ begin, visit, done,
	                                  sizeof(struct found) + columns * sizeof(struct frame_seen),
	                                  &l });
	buf_release(&l.last);
	if (f->frame->rows > UINT32_MAX)
		die(STATUS_INPUT, "%zu rows are more than can be grouped", f->frame->rows);
	if (l.unsorted) {
		parts_keep(f->frame, f->crew);
		say_repeats(f, places_sort(f));
	}
	if (l.unsorted || l.skipped) {
		if (f->n)
			read_again(f);
		return;
	}
	f->x.rows = f->frame->rows;
	f->x.p = memory_resize(f->x.p, whole_tiles(f->x.rows), f->n * sizeof(double));
}

/* Goes without columns that turn out to have no numbers, or something else as well, which is said of few cells. */
static void leave_out(struct features *f)
{
	size_t n;

	do {
		n = f->n;
		frame_say_mixed(f->frame, f->column, n, f->seen, "left out");
		f->n = 0;
		for (size_t i = 0; i < n; i++)
			if (!f->seen[i].others && f->seen[i].numbers)
				f->column[f->n++] = f->column[i];
		if (f->n && f->n != n)
			read_again(f);
	} while (f->n && f->n != n);
	if (!f->n)
		die(STATUS_INPUT, "no column of numbers to cluster by");
}

static bool is_usual(const struct features *f)
{
	for (size_t i = 0; i < USUAL; i++)
		if (f->n != USUAL || f->column[i] != input_find(f->frame->in, usual[i]))
			return false;
	return true;
}

void features_choose(struct features *f)
{
	struct buf names = { 0 };

	if (!is_usual(f))
		leave_out(f);
	for (size_t i = 0; i < f->n && names.n < LISTED; i++) {
		buf_text(&names, i ? ", " : "");
		buf_text(&names, shown(f->frame->in->header.name[f->column[i]]).text);
	}
	if (names.n >= LISTED)
		buf_printf(&names, " ... (%zu in all)", f->n);
	note("features %.*s (--features chooses others)", STR_ARG(buf_view(&names)));
	buf_release(&names);
}
