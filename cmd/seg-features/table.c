/* table - the rows that are written. */
#include "table.h"

#include <stdlib.h>

#include "diag.h"
#include "gaps.h"
#include "memory.h"
#include "tool.h"

#define VALUES 512 /* of one set */

/* What cannot be written, if there is a column. */
struct bad {
	const char *column;
	struct str key, cell; /* a cell: that is no number; empty: a sum is out of range */
};

static bool put(const struct table *t, struct buf *out, const struct value *v, const char *column,
                struct bad *bad)
{
	if (value_put(out, v, t->headerless))
		return true;
	bad->column = column;
	if (v->kind == VALUE_BAD)
		bad->cell = v->text;
	return false;
}

static void put_additions(const struct table *t, struct buf *out, const struct customer *c,
                          int32_t as_of, struct bad *bad)
{
	const struct line *few[64], **line = c->lines > 64 ? memory_get(c->lines, sizeof(*line)) : few;

	additions_order(c, line);
	for (size_t k = 0; k < t->additions->n; k++) {
		struct value v = additions_value(t->additions, k, line, c->lines, as_of);

		if (!put(t, out, &v, t->additions->of[k].name, bad))
			break;
	}
	if (line != few)
		free(line);
}

static void put_row(const struct table *t, struct buf *out, const struct customer *c,
                    const struct snapshot *s, struct bad *bad)
{
	struct facts facts = t->facts;

	facts.as_of = s->as_of;
	facts.everyone = t->scored ? &s->everyone : NULL;
	buf_str(out, c->key);
	if (t->stacked)
		value_put(out, &(struct value){ VALUE_DAY, { .whole = s->as_of } }, false);
	for (size_t i = 0; i < t->plan->n; i++) {
		struct value value[VALUES];

		memset(value, 0, t->plan->columns[i] * sizeof(*value));
		t->plan->set[i]->compute(c, &facts, value);
		for (size_t k = 0; k < t->plan->columns[i]; k++)
			if (!put(t, out, &value[k], t->plan->column[i][k].name, bad))
				return;
	}
	if (t->additions)
		put_additions(t, out, c, s->as_of, bad);
	for (size_t k = 0; t->targets && k < t->targets->n && !bad->column; k++) {
		struct value value = targets_value(t->targets, k, c, s->as_of);

		put(t, out, &value, t->targets->of[k].name, bad);
	}
	buf_char(out, '\n');
}

struct counts {
	uint64_t rows, unborn;
	struct bad bad;
};

/* All rows of one customer. */
static void put_customer(const struct table *t, struct buf *out, struct customer *c,
                         const struct group *g, struct counts *n)
{
	customer_load(c, &t->plan->form, g->records);
	c->key = g->key;
	if (t->partial) {
		reader_put_customer(t->reader, out, c);
		n->rows += c->n;
		return;
	}
	for (size_t i = 0; i < t->snapshots && !n->bad.column; i++) {
		customer_view(c, t->snapshot[i].as_of);
		if ((t->targets || t->stacked) && !c->orders) {
			n->unborn += i + 1 == t->snapshots;
			continue;
		}
		put_row(t, out, c, &t->snapshot[i], &n->bad);
		n->bad.key = g->key;
		n->rows++;
	}
}

static void die_bad(const struct bad *bad)
{
	if (!bad->column)
		return;
	if (bad->cell.n)
		die(STATUS_INPUT, "customer %s: %s: not a number: %s", quote(bad->key).text,
		    shown(str_of(bad->column)).text, quote(bad->cell).text);
	die(STATUS_INPUT, "customer %s: %s is too large to be added up", quote(bad->key).text,
	    shown(str_of(bad->column)).text);
}

static void print_block(void *job, struct block *b, void *state)
{
	const struct table *t = job;
	struct customer *c = state;
	struct counts *n = b->tally;
	struct group g;

	for (size_t at = 0; !n->bad.column && group_next(b, &at, &g);)
		put_customer(t, &b->out, c, &g, n);
}

static void print_done(void *job, struct block *b)
{
	struct table *t = job;
	const struct counts *n = b->tally;

	die_bad(&n->bad);
	t->rows += n->rows;
	t->unborn += n->unborn;
	out_take(t->out, &b->out);
}

static void forget(void *job, void *state)
{
	(void)job;
	customer_release(state);
}

void table_print(struct table *t, struct groups *groups)
{
	blocks_run(&(struct blocks){ .threads = t->threads,
	                             .tally_size = sizeof(struct counts),
	                             .state_size = sizeof(struct customer),
	                             .fill = groups_fill,
	                             .from = groups,
	                             .work = print_block,
	                             .done = print_done,
	                             .merge = forget,
	                             .job = t });
}

void table_take(void *arg, const struct group *g)
{
	struct table_stream *s = arg;
	struct counts n = { 0 };

	put_customer(s->table, &s->row, &s->customer, g, &n);
	die_bad(&n.bad);
	s->table->rows += n.rows;
	s->table->unborn += n.unborn;
	out_take(s->table->out, &s->row);
}

void table_put_header(const struct table *t, struct str id)
{
	struct buf b = { 0 };

	buf_str(&b, id);
	if (t->stacked)
		buf_text(&b, "\tas_of");
	for (size_t i = 0; i < t->plan->n; i++)
		for (size_t k = 0; k < t->plan->columns[i]; k++)
			buf_printf(&b, "\t%s", t->plan->column[i][k].name);
	for (size_t k = 0; t->additions && k < t->additions->n; k++)
		buf_printf(&b, "\t%s", t->additions->of[k].name);
	for (size_t k = 0; t->targets && k < t->targets->n; k++)
		buf_printf(&b, "\t%s", t->targets->of[k].name);
	buf_char(&b, '\n');
	out_take(t->out, &b);
	buf_release(&b);
}

void table_put_names(const struct table *t, struct str id)
{
	struct buf state = { 0 };

	if (!t->partial) {
		table_put_header(t, id);
		return;
	}
	reader_state_columns(t->plan, &state);
	tool_put_names(t->out, state.p);
	buf_release(&state);
}

void table_put_account(const struct table *t)
{
	struct buf b = { 0 };

	reader_put_account(t->reader, &b);
	out_take(t->out, &b);
	buf_release(&b);
}

/* Scoring: workers leave the standings of a block's customers in its side, the ordered end collects them. */
struct scoring {
	const struct table *t;
	int32_t as_of;
	struct standings all;
};

static void stand_block(void *job, struct block *b, void *state)
{
	const struct scoring *s = job;
	struct customer *c = state;
	struct group g;

	for (size_t at = 0; group_next(b, &at, &g);) {
		struct standing x = { .gap_twice = -1 };
		struct exact_sum spend;
		struct gaps gaps;

		customer_load(c, &s->t->plan->form, g.records);
		customer_view(c, s->as_of);
		if (!c->orders)
			continue;
		spend = customer_spend(c);
		x.recency_days = s->as_of - c->order[c->orders - 1].day;
		x.orders = (uint32_t)c->orders;
		x.spend = spend.units;
		gaps_make(&gaps, c);
		if (gaps.n)
			x.gap_twice = (int32_t)(2 * gaps_median(&gaps, gaps.n));
		gaps_release(&gaps);
		buf_bytes(&b->side, (const char *)&x, sizeof(x));
	}
}

static void stand_done(void *job, struct block *b)
{
	struct scoring *s = job;
	struct standing x;

	for (size_t at = 0; at < b->side.n; at += sizeof(x)) {
		memcpy(&x, b->side.p + at, sizeof(x));
		standings_add(&s->all, &x);
	}
}

void table_score(struct table *t, struct groups *groups, size_t bins)
{
	for (size_t i = 0; i < t->snapshots; i++) {
		struct scoring s = { .t = t, .as_of = t->snapshot[i].as_of };

		blocks_run(&(struct blocks){ .threads = t->threads,
		                             .state_size = sizeof(struct customer),
		                             .fill = groups_fill,
		                             .from = groups,
		                             .work = stand_block,
		                             .done = stand_done,
		                             .merge = forget,
		                             .job = &s });
		groups_rewind(groups);
		everyone_fit(&t->snapshot[i].everyone, &s.all, bins);
		standings_release(&s.all);
	}
	t->scored = true;
}
