/* examples - the rows of a table as a classifier learns from them. */
#include "examples.h"

#include <math.h>
#include <stdlib.h>

#include "day.h"
#include "diag.h"
#include "mending.h"
#include "num.h"
#include "order.h"
#include "outcomes.h"
#include "rng.h"

#define WORDS_MOST 50 /* different words that a column chosen for the user may have */
#define LISTED 400    /* bytes of names in a message */

static bool begins(struct str name, const char *with)
{
	size_t n = strlen(with);

	return name.n >= n && memcmp(name.p, with, n) == 0;
}

/* --- the target --- */

static size_t find_target(const struct predict *p)
{
	size_t found = SIZE_MAX, several = 0;

	if (p->target)
		return input_column(&p->in, p->target);
	for (size_t c = 0; c < p->in.header.columns; c++)
		if (begins(p->in.header.name[c], "target_")) {
			found = c;
			several++;
		}
	if (several != 1)
		die_usage("--target: %s column target_*: say which column holds what is to be "
		          "foretold",
		          several ? "more than one" : "no");
	note("target %s (--target chooses another)", shown(p->in.header.name[found]).text);
	return found;
}

/* --- the order of rows --- */

struct keyed {
	struct str line;
	size_t row;
};

static int line_order(const void *a, const void *b)
{
	return str_cmp(((const struct keyed *)a)->line, ((const struct keyed *)b)->line);
}

/* Rows that share an id come in the order of what they say. */
static void order_alike(const struct frame *f, size_t *row, size_t n)
{
	struct keyed *keyed = memory_get(n, sizeof(*keyed));

	for (size_t i = 0; i < n; i++) {
		const struct frame_part *part = frame_part(f, row[i]);
		struct row r = tsv_row(&part->index, &part->bytes, row[i] - part->first);

		keyed[i] = (struct keyed){ row_line(&r), row[i] };
	}
	qsort(keyed, n, sizeof(*keyed), line_order);
	for (size_t i = 0; i < n; i++)
		row[i] = keyed[i].row;
	free(keyed);
}

/* Fills in the rows as they stand, which is their order when every id comes behind the one before. */
static bool is_in_order(const struct frame *f, size_t id, size_t *row)
{
	struct str before = { 0 };

	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row at = tsv_row(&f->part[i].index, &f->part[i].bytes, r);
			struct str cell = row_cell(&at, id);

			row[f->part[i].first + r] = f->part[i].first + r;
			if (f->part[i].first + r && str_cmp(before, cell) >= 0)
				return false;
			before = cell;
		}
	return true;
}

static void order_rows(struct examples *e, const struct predict *p, const struct frame *f,
                       struct arena *keep)
{
	size_t id = input_column(&p->in, p->id), from = 0;
	bool apart; /* each row has an id of its own, and they ascend */

	e->n = f->rows;
	e->folds = p->folds;
	e->row = ARENA_ARRAY(keep, size_t, e->n);
	e->place = ARENA_ARRAY(keep, size_t, e->n);
	e->fold = ARENA_ARRAY(keep, uint32_t, e->n);
	apart = is_in_order(f, id, e->row);
	if (!apart)
		frame_order(f, id, e->row);
	for (size_t i = 1; i <= e->n; i++) {
		if (!apart && i < e->n &&
		    str_eq(frame_cell(f, e->row[i], id), frame_cell(f, e->row[from], id)))
			continue;
		if (i - from > 1)
			order_alike(f, e->row + from, i - from);
		if (p->folds) {
			struct rng r = rng_stream(p->seed, "fold",
			                          predict_key(frame_cell(f, e->row[from], id)));
			uint32_t fold = (uint32_t)rng_below(&r, p->folds);

			for (size_t k = from; k < i; k++)
				e->fold[k] = fold;
		}
		from = i;
	}
	for (size_t i = 0; i < e->n; i++)
		e->place[e->row[i]] = i;
}

/* --- the columns --- */

enum column_type { WORDS, NUMBERS, DATES, NOTHING };

/* Columns as they may be read: those of numbers get a place in the tiles. */
struct looking {
	const struct predict *predict;
	const struct frame *frame;
	struct examples *e;
	enum column_type *type; /* of each column of the input */
	size_t *slot;           /* of each column that may be of numbers, or SIZE_MAX */
	bool *wrong, *any; /* of each part and column: something is no number, something is there */
};

/* A part's cells into the tiles, until a column turns out to be none of numbers. */
static void read_part(void *arg, size_t part_number)
{
	const struct looking *l = arg;
	const struct frame_part *part = &l->frame->part[part_number];
	size_t columns = l->frame->in->header.columns;
	bool *wrong = l->wrong + part_number * columns, *any = l->any + part_number * columns;

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		double *out = l->e->number + gram_at(l->e->place[part->first + r], 0, l->e->slots);

		for (size_t c = 0; c < columns; c++) {
			struct str cell;
			double *x = out + l->slot[c] * GRAM_ROWS;

			if (l->slot[c] == SIZE_MAX || wrong[c])
				continue;
			cell = mending_cell(l->predict, &row, c);
			*x = NAN;
			if (!cell.n)
				continue;
			any[c] = true;
			wrong[c] = !(l->predict->mending ? num_parse(cell, x) : num_parse_fast(cell, x));
			*x = mending_number(l->predict, c, *x);
		}
	}
}

/* What a column of no numbers holds. */
static enum column_type type_of(const struct frame *f, size_t column)
{
	struct str first = { 0 };
	struct moment moment;

	for (size_t row = 0; row < f->rows && !first.n; row++)
		first = frame_cell(f, row, column);
	return !first.n ? NOTHING : day_parse_moment(first, &moment) ? DATES : WORDS;
}

#define FIRST 100 /* rows that tell most columns of words */

static bool may_be_numbers(const struct frame *f, size_t column)
{
	for (size_t row = 0; row < FIRST && row < f->rows; row++) {
		struct str cell = frame_cell(f, row, column);
		double x;

		if (cell.n && !num_parse(cell, &x))
			return false;
	}
	return true;
}

/* Reads every wanted column that may be of numbers, and finds the type of each. */
static void read_numbers(struct looking *l, const bool *wanted, struct crew *crew)
{
	size_t columns = l->frame->in->header.columns, parts = l->frame->parts, bytes;
	struct examples *e = l->e;

	for (size_t c = 0; c < columns; c++)
		l->slot[c] = wanted[c] && may_be_numbers(l->frame, c) ? e->slots++ : SIZE_MAX;
	l->wrong = memory_zero(parts * columns, sizeof(bool));
	l->any = memory_zero(parts * columns, sizeof(bool));
	bytes = memory_bytes(gram_tiles(e->n) * GRAM_ROWS * (e->slots + 1), sizeof(double));
	e->number = memory_get(bytes, 1);
	memory_scattered(e->number, bytes);
	crew_each(crew, parts, read_part, l);
	for (size_t i = e->n; i < gram_tiles(e->n) * GRAM_ROWS; i++)
		for (size_t k = 0; k < e->slots; k++)
			e->number[gram_at(i, k, e->slots)] = NAN;
	for (size_t c = 0; c < columns; c++) {
		bool wrong = l->slot[c] == SIZE_MAX, any = false;

		for (size_t i = 0; i < parts; i++) {
			wrong |= l->wrong[i * columns + c];
			any |= l->any[i * columns + c];
		}
		l->type[c] = !wrong && any ? NUMBERS : wanted[c] ? type_of(l->frame, c) : NOTHING;
	}
	free(l->wrong);
	free(l->any);
}

/* What tools of the suite say about a customer is no reason for what the customer does. */
static bool is_answer(struct str name)
{
	static const char *const answer[] = { "as_of",          "decision",    "expected_orders",
		                              "expected_value", "clv",         "clv_lo",
		                              "clv_hi",         "segment_fit", "segment_known",
		                              "predicted",      "next_order" };

	for (size_t i = 0; i < sizeof(answer) / sizeof(*answer); i++)
		if (str_is(name, answer[i]))
			return true;
	return begins(name, "target_") || begins(name, "p_") || begins(name, "predicted_") ||
	       begins(name, "reason_");
}

static bool is_used(const struct predict *p, struct str name)
{
	return (p->weight && str_is(name, p->weight)) || (p->time && str_is(name, p->time));
}

static bool has_few_words(const struct examples *e, const struct frame *f, size_t column)
{
	struct str word[WORDS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < e->n; i++) {
		struct str cell = frame_cell(f, i, column);
		size_t k = 0;

		while (k < n && !str_eq(word[k], cell))
			k++;
		if (k == WORDS_MOST)
			return false;
		if (k == n)
			word[n++] = cell;
	}
	return n > 1;
}

static void choose_columns(struct examples *e, const struct frame *f, const enum column_type *type)
{
	const struct tsv_header *h = &f->in->header;
	struct buf names = { 0 };

	for (size_t c = 0; c < h->columns; c++)
		if (type[c] == NUMBERS || (type[c] == WORDS && has_few_words(e, f, c)))
			e->column[e->columns++] = c;
	if (!e->columns)
		die(STATUS_INPUT, "no column to learn from");
	for (size_t i = 0; i < e->columns && names.n < LISTED; i++) {
		buf_text(&names, i ? ", " : "");
		buf_text(&names, shown(h->name[e->column[i]]).text);
	}
	if (names.n >= LISTED)
		buf_printf(&names, " ... (%zu in all)", e->columns);
	note("features %.*s (--features chooses others)", STR_ARG(buf_view(&names)));
	buf_release(&names);
}

static void read_columns(struct examples *e, const struct looking *look, struct arena *keep)
{
	e->value = ARENA_ARRAY(keep, struct classifier_values, e->columns);
	for (size_t k = 0; k < e->columns; k++) {
		struct classifier_values *v = &e->value[k];
		size_t column = e->column[k];

		v->is_number = look->type[column] == NUMBERS;
		if (v->is_number) {
			v->number = e->number + look->slot[column] * GRAM_ROWS;
			v->step = e->slots * GRAM_ROWS;
			continue;
		}
		v->text = memory_get(e->n, sizeof(struct str));
		for (size_t i = 0; i < e->n; i++) {
			v->text[i] = frame_cell(look->frame, e->row[i], column);
			if (!v->text[i].n && look->predict->mending)
				v->text[i] = look->predict->mending[column].fill;
		}
	}
}

/* The columns of --features, or every one that may be chosen. */
static bool *find_wanted(struct examples *e, const struct predict *p, struct arena *keep)
{
	const struct tsv_header *h = &p->in.header;
	bool *wanted = ARENA_ARRAY(keep, bool, h->columns);
	size_t id = input_column(&p->in, p->id);

	if (p->features)
		e->columns = tool_columns(&p->in, p->features, e->column, h->columns, "features");
	for (size_t k = 0; k < e->columns; k++) {
		wanted[e->column[k]] = true;
		if (e->column[k] == e->target)
			die_usage("--features: %s is the target", quote(h->name[e->target]).text);
	}
	for (size_t c = 0; !p->features && c < h->columns; c++)
		wanted[c] = c != id && c != e->target && !is_answer(h->name[c]) &&
		            !is_used(p, h->name[c]);
	return wanted;
}

void examples_read(struct examples *e, const struct predict *p, const struct frame *frame,
                   struct crew *crew, struct arena *keep)
{
	size_t columns = frame->in->header.columns;
	struct looking look = { .predict = p,
		                .frame = frame,
		                .e = e,
		                .type = ARENA_ARRAY(keep, enum column_type, columns),
		                .slot = ARENA_ARRAY(keep, size_t, columns) };
	bool *wanted;

	*e = (struct examples){ .target = find_target(p), .column = ARENA_ARRAY(keep, size_t, columns) };
	order_rows(e, p, frame, keep);
	outcomes_read(e, p, frame, keep);
	wanted = find_wanted(e, p, keep);
	read_numbers(&look, wanted, crew);
	if (!p->features)
		choose_columns(e, frame, look.type);
	read_columns(e, &look, keep);
}

void examples_release(struct examples *e)
{
	for (size_t k = 0; k < e->columns; k++)
		free(e->value[k].text);
	free(e->number);
}
