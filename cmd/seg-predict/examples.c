/* examples - the rows of a table as a classifier learns from them. */
#include "examples.h"

#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "loading.h"
#include "mending.h"
#include "mixed.h"
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

uint32_t examples_fold(const struct predict *p, struct str id)
{
	struct rng r = rng_stream(p->seed, "fold", predict_key(id));

	return (uint32_t)rng_below(&r, p->folds);
}

static void order_rows(struct examples *e, const struct predict *p, const struct frame *f,
                       struct arena *keep)
{
	size_t id = input_column(&p->in, p->id), from = 0;
	bool apart; /* each row has an id of its own, and they ascend */

	e->row = ARENA_ARRAY(keep, size_t, e->n);
	e->place = ARENA_ARRAY(keep, size_t, e->n);
	e->fold = memory_zero(e->n, sizeof(*e->fold));
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
			uint32_t fold = examples_fold(p, frame_cell(f, e->row[from], id));

			for (size_t k = from; k < i; k++)
				e->fold[k] = fold;
		}
		from = i;
	}
	for (size_t i = 0; i < e->n; i++)
		e->place[e->row[i]] = i;
}

/* --- the columns --- */

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

static void choose_columns(struct examples *e, const struct numbers *x)
{
	const struct tsv_header *h = &x->frame->in->header;
	struct buf names = { 0 };

	for (size_t c = 0; c < h->columns; c++)
		if (x->type[c] == NUMBERS || (x->type[c] == WORDS && has_few_words(e, x->frame, c)))
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

static void read_columns(struct examples *e, const struct numbers *x, struct arena *keep)
{
	e->value = ARENA_ARRAY(keep, struct classifier_values, e->columns);
	for (size_t k = 0; k < e->columns; k++) {
		struct classifier_values *v = &e->value[k];
		size_t column = e->column[k];

		v->is_number = x->type[column] == NUMBERS;
		if (v->is_number) {
			v->number = x->tiles + x->slot[column] * GRAM_ROWS;
			v->step = x->slots * GRAM_ROWS;
			continue;
		}
		v->text = memory_get(e->n, sizeof(struct str));
		for (size_t i = 0; i < e->n; i++) {
			v->text[i] = frame_cell(x->frame, e->row[i], column);
			if (!v->text[i].n && x->predict->mending)
				v->text[i] = x->predict->mending[column].fill;
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

void examples_read(struct examples *e, struct predict *p, struct frame *frame, struct crew *crew)
{
	struct arena *keep = &p->keep;
	size_t columns = p->in.header.columns;
	struct numbers x = { .predict = p,
		             .frame = frame,
		             .type = ARENA_ARRAY(keep, enum column_type, columns),
		             .slot = ARENA_ARRAY(keep, size_t, columns),
		             .column = ARENA_ARRAY(keep, size_t, columns) };
	bool all;

	*e = (struct examples){ .target = find_target(p),
		                .column = ARENA_ARRAY(keep, size_t, columns),
		                .folds = p->folds };
	if (p->positive)
		e->positive = str_of(p->positive);
	x.wanted = find_wanted(e, p, keep);
	all = loading_run(e, &x, frame, p);
	predict_needs_rows(p, frame->rows);
	e->n = frame->rows;
	if (!all) {
		parts_keep(frame, crew);
		order_rows(e, p, frame, keep);
		x.place = e->place;
	}
	outcomes_read(e, p, frame, keep);
	if (!all)
		numbers_read(&x, crew);
	if (!p->features)
		choose_columns(e, &x);
	if (!all)
		mixed_say(e, &x);
	read_columns(e, &x, keep);
	e->number = x.tiles;
}

void examples_release(struct examples *e)
{
	for (size_t k = 0; k < e->columns; k++)
		free(e->value[k].text);
	free(e->number);
	free(e->outcome);
	free(e->fold);
}
