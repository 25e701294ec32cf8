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

static void order_rows(struct examples *e, const struct predict *p, const struct frame *f,
                       struct arena *keep)
{
	size_t id = input_column(&p->in, p->id), from = 0;

	e->n = f->rows;
	e->folds = p->folds;
	e->row = ARENA_ARRAY(keep, size_t, e->n);
	e->place = ARENA_ARRAY(keep, size_t, e->n);
	e->fold = ARENA_ARRAY(keep, uint32_t, e->n);
	frame_order(f, id, e->row);
	for (size_t i = 1; i <= e->n; i++) {
		if (i < e->n && str_eq(frame_cell(f, e->row[i], id), frame_cell(f, e->row[from], id)))
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

struct looking {
	const struct predict *predict;
	const struct frame *frame;
	enum column_type *type;
	double **number; /* of each column of numbers: by row, NaN where missing; NULL of others */
};

static bool all_numbers(const struct looking *l, size_t column, double *out)
{
	const struct frame *f = l->frame;
	bool any = false;

	for (size_t i = 0; i < f->parts; i++)
		for (size_t r = 0; r < f->part[i].index.rows; r++) {
			struct row row = tsv_row(&f->part[i].index, &f->part[i].bytes, r);
			struct str cell = mending_cell(l->predict, &row, column);
			double *x = &out[f->part[i].first + r];

			*x = NAN;
			if (cell.n && !num_parse(cell, x))
				return false;
			*x = mending_number(l->predict, column, *x);
			any |= cell.n > 0;
		}
	return any;
}

static void look_at(void *arg, size_t column)
{
	struct looking *l = arg;
	struct str first = { 0 };
	struct moment moment;

	l->number[column] = memory_get(l->frame->rows, sizeof(double));
	l->type[column] = NUMBERS;
	if (all_numbers(l, column, l->number[column]))
		return;
	free(l->number[column]);
	l->number[column] = NULL;
	l->type[column] = WORDS;
	for (size_t row = 0; row < l->frame->rows && !first.n; row++)
		first = frame_cell(l->frame, row, column);
	if (!first.n)
		l->type[column] = NOTHING;
	else if (day_parse_moment(first, &moment))
		l->type[column] = DATES;
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

static void choose_columns(struct examples *e, const struct predict *p, const struct frame *f,
                           const enum column_type *type)
{
	const struct tsv_header *h = &f->in->header;
	size_t id = input_column(&p->in, p->id);
	struct buf names = { 0 };

	for (size_t c = 0; c < h->columns; c++)
		if (c != id && c != e->target && !is_answer(h->name[c]) && !is_used(p, h->name[c]) &&
		    (type[c] == NUMBERS || (type[c] == WORDS && has_few_words(e, f, c))))
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

static void read_columns(struct examples *e, const struct frame *f, const struct looking *look,
                         struct arena *keep)
{
	e->value = ARENA_ARRAY(keep, struct classifier_values, e->columns);
	for (size_t k = 0; k < e->columns; k++) {
		struct classifier_values *v = &e->value[k];
		const double *number = look->number[e->column[k]];

		v->is_number = number != NULL;
		if (v->is_number) {
			v->number = memory_get(e->n, sizeof(double));
			for (size_t i = 0; i < e->n; i++)
				v->number[i] = number[e->row[i]];
		} else {
			v->text = memory_get(e->n, sizeof(struct str));
			for (size_t i = 0; i < e->n; i++) {
				v->text[i] = frame_cell(f, e->row[i], e->column[k]);
				if (!v->text[i].n && look->predict->mending)
					v->text[i] = look->predict->mending[e->column[k]].fill;
			}
		}
	}
}

void examples_read(struct examples *e, const struct predict *p, const struct frame *frame,
                   struct crew *crew, struct arena *keep)
{
	size_t columns = frame->in->header.columns;
	struct looking look = { p, frame, ARENA_ARRAY(keep, enum column_type, columns),
		                ARENA_ARRAY(keep, double *, columns) };

	*e = (struct examples){ .target = find_target(p), .column = ARENA_ARRAY(keep, size_t, columns) };
	order_rows(e, p, frame, keep);
	outcomes_read(e, p, frame, keep);
	crew_each(crew, columns, look_at, &look);
	if (p->features)
		e->columns = tool_columns(&p->in, p->features, e->column, columns, "features");
	else
		choose_columns(e, p, frame, look.type);
	for (size_t k = 0; k < e->columns; k++)
		if (e->column[k] == e->target)
			die_usage("--features: %s is the target",
			          quote(frame->in->header.name[e->target]).text);
	read_columns(e, frame, &look, keep);
	for (size_t c = 0; c < columns; c++)
		free(look.number[c]);
}

void examples_release(struct examples *e)
{
	for (size_t k = 0; k < e->columns; k++) {
		free(e->value[k].number);
		free(e->value[k].text);
	}
}
