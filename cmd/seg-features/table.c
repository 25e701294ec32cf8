/* table - the row of every customer. */
#include "table.h"

#include "customer.h"
#include "day.h"
#include "layout.h"

#define BINS 5
#define SLICE 4096 /* customers printed at a time */

const struct group *table_score(struct table *t, struct arena *a)
{
	size_t n = t->groups->n;

	t->recency = ARENA_ARRAY(a, __int128, n);
	t->orders = ARENA_ARRAY(a, __int128, n);
	t->spend = ARENA_ARRAY(a, __int128, n);
	t->buyer = ARENA_ARRAY(a, size_t, n);
	for (size_t i = 0; i < n; i++) {
		struct customer *c = t->groups->group[i].state;

		if (c->overflow)
			return &t->groups->group[i];
		t->buyer[i] = SIZE_MAX;
		if (!c->bought)
			continue;
		t->buyer[i] = t->buyers;
		t->recency[t->buyers] = t->as_of - c->last;
		t->orders[t->buyers] = (__int128)c->orders;
		t->spend[t->buyers++] = c->spend.units;
	}
	rfm_cuts_fit(&t->r, t->recency, t->buyers, BINS, true);
	rfm_cuts_fit(&t->f, t->orders, t->buyers, BINS, false);
	rfm_cuts_fit(&t->m, t->spend, t->buyers, BINS, false);
	t->grid = rfm_grid_find(str_of("grid11"));
	return NULL;
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
	size_t buyer = t->buyer[i];
	unsigned r = 0, f = 0, m = 0;

	if (c->bought) {
		r = rfm_score(&t->r, t->recency[buyer]);
		f = rfm_score(&t->f, t->orders[buyer]);
		m = rfm_score(&t->m, t->spend[buyer]);
	}
	buf_str(out, t->groups->group[i].key);
	put_day(t, out, c->bought, c->first);
	put_day(t, out, c->bought, c->last);
	put_cell(t, out, true, c->bought ? (int64_t)t->orders[buyer] : 0);
	buf_char(out, '\t');
	exact_put(out, c->spend);
	buf_char(out, '\t');
	if (c->bought)
		buf_double(out, exact_double(c->spend) / (double)t->orders[buyer]);
	else
		cell_put(out, (struct str){ 0 }, t->headerless);
	put_cell(t, out, c->bought, t->as_of - c->last);
	put_cell(t, out, c->bought, t->as_of - c->first);
	put_cell(t, out, r != 0, r);
	put_cell(t, out, f != 0, f);
	put_cell(t, out, m != 0, m);
	buf_char(out, '\t');
	buf_text(out, rfm_segment(t->grid, m ? r : 0, f));
	buf_char(out, '\n');
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
	for (size_t i = b->line * SLICE; i < t->groups->n && i < (b->line + 1) * SLICE; i++)
		put_customer(t, &b->out, i);
}
