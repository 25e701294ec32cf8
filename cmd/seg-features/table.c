/* table - the rows that are written. */
#include "table.h"

#include <stdlib.h>

#include "diag.h"
#include "memory.h"
#include "state.h"
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
	if (t->attributes)
		attributes_put(t->attributes, c->key, out);
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
	if (t->plan->folds)
		customer_load_sums(c, g->records);
	else
		customer_load(c, &t->plan->form, g->records);
	c->key = g->key;
	if (t->partial) {
		state_put_customer(t->reader, out, c);
		n->rows += c->folded ? 1 : c->n;
		return;
	}
	for (size_t i = 0; i < t->snapshots && !n->bad.column; i++) {
		if (!c->folded)
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

/* Someone who has not done anything yet. */
static void put_prospect(const struct table *t, struct buf *out, struct customer *c, struct str key,
                         struct counts *n)
{
	put_customer(t, out, c, &(struct group){ .key = key, .records = { "", 0 } }, n);
}

static void print_block(void *job, struct block *b, void *state)
{
	const struct table *t = job;
	struct customer *c = state;
	struct counts *n = b->tally;
	struct group_range *range = group_range_open(t->groups, b);
	const struct attributes *a = t->attributes;
	const struct str *from, *to;
	size_t prospect, end;
	struct group g;

	group_range_bounds(t->groups, b, &from, &to);
	prospect = a && from ? str_rank(a->key, a->n, *from) : 0;
	end = !a ? 0 : to ? str_rank(a->key, a->n, *to) : a->n;
	while (!n->bad.column && group_next(range, &g)) {
		for (; prospect < end && str_cmp(a->key[prospect], g.key) < 0; prospect++)
			put_prospect(t, &b->out, c, a->key[prospect], n);
		prospect += prospect < end && str_eq(a->key[prospect], g.key);
		put_customer(t, &b->out, c, &g, n);
	}
	for (; prospect < end; prospect++)
		put_prospect(t, &b->out, c, a->key[prospect], n);
	group_range_close(range);
}

static void print_done(void *job, struct block *b)
{
	struct table *t = job;
	const struct counts *n = b->tally;

	groups_check(t->groups);
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
	t->groups = groups;
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

bool table_names(const struct table *t, struct str name)
{
	bool there = plan_names(t->plan, name) || (t->stacked && str_is(name, "as_of"));

	for (size_t k = 0; t->additions && k < t->additions->n; k++)
		there |= str_is(name, t->additions->of[k].name);
	for (size_t k = 0; t->targets && k < t->targets->n; k++)
		there |= str_is(name, t->targets->of[k].name);
	return there;
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
	if (t->attributes)
		attributes_put_names(t->attributes, &b);
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
	state_columns(t->plan, &state);
	tool_put_names(t->out, state.p);
	buf_release(&state);
}

void table_put_account(const struct table *t)
{
	struct buf b = { 0 };

	state_put_account(t->reader, &b);
	out_take(t->out, &b);
	buf_release(&b);
}
