/* set_mix - what kinds of things a customer buys, and where. */
#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "plan.h"

enum { DISTINCT, TOP, TOP_SHARE, ENTROPY, CONCENTRATION, PER_COLUMN };

#define MIX(of, what)                                                                              \
	{ of "_distinct", "count", "different " what " of orders' lines", "0" },                   \
		{ "top_" of, "name",                                                               \
		  "the one with most revenue; of equals the first in byte order", "empty" },       \
		{ "top_" of "_share", "share", "its part of the revenue of lines that have one",   \
		  "empty" },                                                                       \
		{ of "_entropy", "bits", "sum of -p log2 p over the parts p of revenue",           \
		  "empty; also when a part is negative" },                                         \
	{                                                                                          \
		of "_concentration", "share", "sum of p^2: 1 when all is of one (Herfindahl)",     \
			"empty; also when a part is negative"                                      \
	}

static const struct column columns[] = {
	MIX("category", "categories"),
	MIX("channel", "channels"),
	{ "items", "count", "sum of the quantities of orders' lines", "empty" },
	{ "items_per_order", "count", "items divided by orders", "empty" },
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))

/* A column for each name that is known. */
static size_t make(struct plan *p, struct column **column)
{
	struct column *c;
	size_t n = COLUMNS;

	for (size_t k = 0; p->names && k < LABELS; k++)
		n += p->names[k].n;
	*column = c = ARENA_ARRAY(&p->keep, struct column, n);
	memcpy(c, columns, sizeof(columns));
	c += COLUMNS;
	for (size_t k = 0; p->names && k < LABELS; k++)
		for (size_t i = 0; i < p->names[k].n; i++)
			*c++ = (struct column){ arena_printf(&p->keep, "%s_share_%.*s", label_columns[k],
				                             STR_ARG(p->names[k].name[i])),
				                "share", "part of the revenue of lines that have one",
				                "empty; also when a part is negative" };
	return n;
}

static void needs(struct plan *p)
{
	p->at_category = plan_text(p, str_of(p->category), p->category_given);
	p->at_channel = plan_text(p, str_of(p->channel), p->channel_given);
	p->form.quantity = true;
}

/* One of the names, with what was paid for it. */
struct part {
	struct str name;
	struct exact_sum revenue;
};

static int part_order(const void *a, const void *b)
{
	return str_cmp(((const struct part *)a)->name, ((const struct part *)b)->name);
}

/* The parts in byte order of their names; returns how many. */
static size_t make_parts(struct part *part, const struct customer *c, size_t at)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < c->lines; i++)
		if (c->line[i].kind == LINE_SALE && c->line[i].cell[at].n)
			part[n++] = (struct part){ c->line[i].cell[at], { .units = c->line[i].amount } };
	qsort(part, n, sizeof(*part), part_order);
	for (size_t i = 0; i < n; i++)
		if (kept && str_eq(part[kept - 1].name, part[i].name))
			exact_sum_merge(&part[kept - 1].revenue, &part[i].revenue);
		else
			part[kept++] = part[i];
	return kept;
}

/* Of every name; both are in byte order. */
static void put_shares(const struct part *part, size_t n, double whole, const struct labels *names,
                       struct value *out)
{
	for (size_t i = 0, at = 0; i < names->n; i++) {
		while (at < n && str_cmp(part[at].name, names->name[i]) < 0)
			at++;
		out[i] = value_real(0);
		if (at < n && str_eq(part[at].name, names->name[i]))
			out[i] = value_real(exact_double((struct exact){ part[at].revenue.units }) / whole);
	}
}

/* `names` may be NULL; otherwise `shares` is for them. */
static void put_parts(const struct part *part, size_t n, const struct labels *names,
                      struct value *out, struct value *shares)
{
	struct exact_sum sum = { 0 };
	struct exact total, one;
	double entropy = 0, squares = 0, whole;
	size_t top = 0;
	bool negative = false;

	out[DISTINCT] = value_whole((int64_t)n);
	for (size_t i = 0; i < n; i++) {
		exact_sum_merge(&sum, &part[i].revenue);
		negative |= part[i].revenue.units < 0 || part[i].revenue.wraps;
		if (part[i].revenue.units > part[top].revenue.units)
			top = i;
	}
	if (!n)
		return;
	out[TOP] = value_text(part[top].name);
	if (!exact_sum_result(&sum, &total) || total.units <= 0 || negative)
		return;
	whole = exact_double(total);
	for (size_t i = 0; i < n; i++) {
		double p;

		one.units = part[i].revenue.units;
		p = exact_double(one) / whole;
		entropy -= p > 0 ? p * log2(p) : 0;
		squares += p * p;
	}
	one.units = part[top].revenue.units;
	out[TOP_SHARE] = value_real(exact_double(one) / whole);
	out[ENTROPY] = value_real(entropy + 0.0);
	out[CONCENTRATION] = value_real(squares);
	if (names)
		put_shares(part, n, whole, names, shares);
}

static void put_items(const struct customer *c, struct value *out)
{
	struct exact_sum sum = { 0 };
	struct exact items;
	bool any = false;

	for (size_t i = 0; i < c->lines; i++)
		if (c->line[i].kind == LINE_SALE && c->line[i].has_quantity) {
			exact_sum_add(&sum, (struct exact){ c->line[i].quantity });
			any = true;
		}
	if (!any)
		return;
	out[0] = value_money(sum);
	if (exact_sum_result(&sum, &items))
		out[1] = value_real(exact_double(items) / (double)c->orders);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	const struct labels *names = f->plan->names;
	struct value *shares = out + COLUMNS;
	struct part few[64], *part = c->lines > 64 ? memory_get(c->lines, sizeof(*part)) : few;

	for (size_t k = 0; k < LABELS; k++) {
		size_t n = make_parts(
			part, c, k == LABELS_CATEGORY ? f->plan->at_category : f->plan->at_channel);

		put_parts(part, n, names ? &names[k] : NULL, out + k * PER_COLUMN, shares);
		shares += names ? names[k].n : 0;
	}
	put_items(c, out + (ptrdiff_t)LABELS * PER_COLUMN);
	if (part != few)
		free(part);
}

const struct set set_mix = {
	.name = "mix",
	.help = "what kinds of things a customer buys, and where",
	.make = make,
	.compute = compute,
	.needs = needs,
};
