/* table - the row of every customer. */
#include "table.h"

#include <stdlib.h>

#include "customer.h"
#include "day.h"
#include "layout.h"

#define BINS 5
#define SLICE 4096 /* customers printed at a time */
#define AHEAD 8    /* customers whose memory is asked for in advance */

/* What the scores are about; the customer has bought. */
static __int128 recency_of(const struct table *t, const struct customer *c)
{
	return t->as_of - c->last;
}

static __int128 orders_of(const struct table *t, const struct customer *c)
{
	(void)t;
	return c->orders;
}

static __int128 spend_of(const struct table *t, const struct customer *c)
{
	(void)t;
	return c->spend.units;
}

const struct group *table_check(const struct table *t)
{
	for (size_t i = 0; i < t->groups->n; i++) {
		const struct customer *c = t->groups->group[i].state;
		struct exact spend;

		if (!exact_sum_result(&c->spend, &spend))
			return &t->groups->group[i];
	}
	return NULL;
}

void table_score(struct table *t)
{
	static __int128 (*const value[])(
		const struct table *, const struct customer *) = { recency_of, orders_of, spend_of };
	__int128 *values = memory_get(t->groups->n, sizeof(*values));

	t->grid = rfm_grid_find(str_of("grid11"));
	for (size_t k = 0; k < 3; k++) {
		size_t n = 0;

		for (size_t i = 0; i < t->groups->n; i++) {
			const struct customer *c = t->groups->group[i].state;

			if (c->bought)
				values[n++] = value[k](t, c);
		}
		rfm_cuts_fit(&t->cuts[k], values, n, BINS, value[k] == recency_of);
	}
	free(values);
}

static const char *const names[] = { "first_order", "last_order",   "orders",      "spend",
	                             "mean_order",  "recency_days", "tenure_days", "r_score",
	                             "f_score",     "m_score",      "rfm_segment" };

/* A whole number, or a missing cell. */
static void put_cell(const struct table *t, struct buf *out, bool known, int64_t value)
{
	buf_char(out, '\t');
	if (known)
		buf_int(out, value);
	else
		cell_put(out, (struct str){ 0 }, t->headerless);
}

static void put_day(const struct table *t, struct buf *out, bool known, int32_t day)
{
	buf_char(out, '\t');
	buf_reserve(out, DAY_TEXT);
	if (known)
		out->n += day_print(out->p + out->n, day);
	else
		cell_put(out, (struct str){ 0 }, t->headerless);
}

static void put_customer(const struct table *t, struct buf *out, size_t i)
{
	const struct customer *c = t->groups->group[i].state;
	unsigned r = 0, f = 0, m = 0;
	struct exact spend = { c->spend.units };

	if (c->bought) {
		r = rfm_score(&t->cuts[0], recency_of(t, c));
		f = rfm_score(&t->cuts[1], orders_of(t, c));
		m = rfm_score(&t->cuts[2], spend_of(t, c));
	}
	buf_str(out, t->groups->group[i].key);
	put_day(t, out, c->bought, c->first);
	put_day(t, out, c->bought, c->last);
	put_cell(t, out, true, c->orders);
	buf_char(out, '\t');
	exact_put(out, spend);
	buf_char(out, '\t');
	if (c->bought)
		buf_double(out, exact_double(spend) / (double)c->orders);
	else
		cell_put(out, (struct str){ 0 }, t->headerless);
	put_cell(t, out, c->bought, t->as_of - c->last);
	put_cell(t, out, c->bought, t->as_of - c->first);
	put_cell(t, out, r != 0, r);
	put_cell(t, out, f != 0, f);
	put_cell(t, out, m != 0, m);
	buf_char(out, '\t');
	cell_put(out, t->grid ? str_of(rfm_segment(t->grid, m ? r : 0, f)) : (struct str){ 0 },
	         t->headerless);
	buf_char(out, '\n');
}

bool table_names(const char *name)
{
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (strcmp(name, names[k]) == 0)
			return true;
	return false;
}

void table_put_header(struct buf *out, struct str id)
{
	buf_str(out, id);
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		buf_printf(out, "\t%s", names[k]);
	buf_char(out, '\n');
}

size_t table_slices(const struct table *t)
{
	return (t->groups->n + SLICE - 1) / SLICE;
}

void table_print(void *arg, struct block *b, void *state)
{
	const struct table *t = arg;

	(void)state;
	for (size_t i = b->number * SLICE; i < t->groups->n && i < (b->number + 1) * SLICE; i++) {
		if (i + AHEAD < t->groups->n)
			__builtin_prefetch(t->groups->group[i + AHEAD].state);
		put_customer(t, &b->out, i);
	}
}
