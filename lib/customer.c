/* customer - what one customer has done, from lines in any order. */
#include "customer.h"

#include <stdlib.h>

#include "memory.h"

#define FEW 24 /* items that are sorted by insertion */

/* Whether the same line but for its amounts: 0, or which comes first. */
static int line_cmp(const struct line *a, const struct line *b, size_t texts)
{
	int order = line_order_cmp(a, b);

	if (order)
		return order;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	for (size_t k = 0; k < texts; k++) {
		order = str_cmp(a->cell[k], b->cell[k]);
		if (order)
			return order;
	}
	return a->has_quantity - b->has_quantity;
}

/* Equal lines are equal in every way. */
static int line_cmp_whole(const struct line *a, const struct line *b, size_t texts)
{
	int order = line_cmp(a, b, texts);

	if (order)
		return order;
	if (a->amount != b->amount)
		return a->amount < b->amount ? -1 : 1;
	return (a->quantity > b->quantity) - (a->quantity < b->quantity);
}

static void sort_lines(struct line *l, struct line *spare, size_t n, size_t texts)
{
	size_t half = n / 2, a = 0, b = half;

	if (n <= FEW) {
		for (size_t i = 1; i < n; i++) {
			struct line x = l[i];
			size_t k = i;

			for (; k > 0 && line_cmp_whole(&x, &l[k - 1], texts) < 0; k--)
				l[k] = l[k - 1];
			if (k < i)
				l[k] = x;
		}
		return;
	}
	sort_lines(l, spare, half, texts);
	sort_lines(l + half, spare, n - half, texts);
	if (line_cmp_whole(&l[half - 1], &l[half], texts) <= 0)
		return;
	memcpy(spare, l, n * sizeof(*l));
	for (size_t i = 0; i < n; i++)
		l[i] = b == n || (a < half && line_cmp_whole(&spare[a], &spare[b], texts) <= 0)
		               ? spare[a++]
		               : spare[b++];
}

static int time_cmp(const struct order *a, const struct order *b)
{
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->second != b->second)
		return a->second < b->second ? -1 : 1;
	return line_order_cmp(a->line, b->line);
}

static int time_order(const void *a, const void *b)
{
	return time_cmp(a, b);
}

static void sort_orders(struct order *o, size_t n)
{
	if (n > FEW) {
		for (size_t i = 1; i < n; i++)
			if (time_cmp(&o[i], &o[i - 1]) < 0) {
				qsort(o, n, sizeof(*o), time_order);
				return;
			}
		return;
	}
	for (size_t i = 1; i < n; i++) {
		struct order x = o[i];
		size_t k = i;

		for (; k > 0 && time_cmp(&x, &o[k - 1]) < 0; k--)
			o[k] = o[k - 1];
		if (k < i)
			o[k] = x;
	}
}

static void make_room(struct customer *c, const struct line_form *f)
{
	struct str *cell = c->cell;

	if (c->n < c->room)
		return;
	c->room = c->room ? 2 * c->room : 64;
	c->all = memory_resize(c->all, c->room, sizeof(*c->all));
	c->spare = memory_resize(c->spare, c->room, sizeof(*c->spare));
	c->cell = memory_resize(cell, c->room * f->texts + 1, sizeof(*cell));
	for (size_t i = 0; i < c->n; i++)
		c->all[i].cell = c->cell + i * f->texts;
}

void customer_load(struct customer *c, const struct line_form *f, struct str records)
{
	size_t marked = 0;
	bool sorted;

	c->n = 0;
	for (const char *p = records.p, *end = p + records.n; p < end;) {
		if (line_load_mark(&p, &marked))
			continue;
		make_room(c, f);
		line_load(&p, f, &c->all[c->n], c->cell + c->n * f->texts);
		c->n++;
	}
	sorted = marked == c->n; /* the last mark counts all there are: they were packed together */
	if (!sorted)
		sort_lines(c->all, c->spare, c->n, f->texts);
}

void customer_pack(struct customer *c, const struct line_form *f, struct str records, struct buf *out)
{
	size_t n = 0;

	customer_load(c, f, records);
	for (size_t i = 0; i < c->n; i++) {
		struct line *l = &c->all[i], *last = n ? &c->all[n - 1] : NULL;
		struct exact amount, quantity;

		if (!f->whole && last && line_cmp(last, l, f->texts) == 0) {
			amount = (struct exact){ last->amount };
			quantity = (struct exact){ last->quantity };
			if (exact_add(&amount, (struct exact){ l->amount }) &&
			    exact_add(&quantity, (struct exact){ l->quantity })) {
				last->amount = amount.units;
				last->quantity = quantity.units;
				continue;
			}
		}
		c->all[n++] = *l;
	}
	c->n = n;
	line_save_mark(out, n);
	for (size_t i = 0; i < n; i++)
		line_save(out, f, &c->all[i]);
}

/* Lines from *i on that are of one order; events are no orders. */
static struct order order_take(const struct customer *c, size_t *i)
{
	struct order o = { .line = &c->line[*i], .day = c->line[*i].day, .second = c->line[*i].second };

	for (; *i < c->lines && line_order_cmp(o.line, &c->line[*i]) == 0; ++*i) {
		exact_sum_add(&o.amount, (struct exact){ c->line[*i].amount });
		o.lines++;
	}
	return o;
}

/* Moves lines after the as-of date behind the others; both stay in order. */
static void split(struct customer *c, int32_t as_of)
{
	size_t early = 0, late = 0;

	for (size_t i = 0; i < c->n; i++)
		late += c->all[i].day > as_of;
	c->line = c->all;
	c->lines = c->n - late;
	c->later = c->all + c->lines;
	c->laters = late;
	if (!late || late == c->n)
		return;
	late = c->lines;
	for (size_t i = 0; i < c->n; i++)
		c->spare[c->all[i].day > as_of ? late++ : early++] = c->all[i];
	c->line = c->spare;
	c->later = c->spare + c->lines;
}

void customer_view(struct customer *c, int32_t as_of)
{
	size_t i = 0;

	split(c, as_of);
	if (c->order_room < c->lines) {
		c->order_room = 2 * c->lines;
		c->orders_all = memory_resize(c->orders_all, c->order_room, sizeof(*c->orders_all));
	}
	c->order = c->orders_all;
	c->orders = c->refunds = 0;
	while (i < c->lines && c->line[i].kind == LINE_SALE)
		c->order[c->orders++] = order_take(c, &i);
	c->refund = c->order ? c->order + c->orders : NULL;
	while (i < c->lines && c->line[i].kind == LINE_REFUND)
		c->refund[c->refunds++] = order_take(c, &i);
	sort_orders(c->order, c->orders);
	sort_orders(c->refund, c->refunds);
}

struct exact_sum customer_spend(const struct customer *c)
{
	struct exact_sum sum = { 0 };

	for (size_t i = 0; i < c->orders; i++)
		exact_sum_merge(&sum, &c->order[i].amount);
	for (size_t i = 0; i < c->refunds; i++)
		exact_sum_merge(&sum, &c->refund[i].amount);
	return sum;
}

void customer_load_sums(struct customer *c, struct str records)
{
	if (records.n)
		memcpy(&c->sums, records.p, sizeof(c->sums));
	else
		sums_init(&c->sums);
	for (size_t at = sizeof(c->sums); at < records.n; at += sizeof(struct sums)) {
		struct sums x;

		memcpy(&x, records.p + at, sizeof(x));
		sums_merge(&c->sums, &x);
	}
	c->folded = true;
}

struct sums customer_sums(const struct customer *c)
{
	struct sums sum = c->sums, x;

	if (c->folded)
		return sum;
	sums_init(&sum);
	for (size_t i = 0; i < c->lines; i++) {
		sums_of(&x, c->line[i].kind, c->line[i].day, c->line[i].amount);
		sums_merge(&sum, &x);
	}
	return sum;
}

void customer_release(struct customer *c)
{
	free(c->all);
	free(c->spare);
	free(c->cell);
	free(c->orders_all);
	*c = (struct customer){ 0 };
}
