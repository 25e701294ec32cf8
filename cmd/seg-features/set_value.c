/* set_value - what a customer is worth, alone and among the others. */
#include <stdlib.h>

#include "memory.h"
#include "sets.h"

static const struct column columns[] = {
	{ "revenue", "money", "sum of the amounts of orders, before refunds", "0" },
	{ "max_order", "money", "amount of the largest order", "empty" },
	{ "median_order", "money", "median of the amounts of orders", "empty" },
	{ "p90_order",
	  "money", "amount that nine orders of ten do not exceed, interpolated (type 7 of Hyndman and Fan 1996)",
	  "empty" },
	{ "spend_share", "share", "spend divided by that of all customers with orders", "empty" },
	{ "spend_decile", "1 to 10", "the score of spend with ten bins: 10 is the best",
	  "empty; also when all customers are tied" },
	{ "spend_class", "A B C",
	  "A: the largest customers who make 80 % of the spend, B: the next 15 %, C: the others", "empty" },
};

static int amount_order(const void *a, const void *b)
{
	__int128 x = *(const __int128 *)a, y = *(const __int128 *)b;

	return (x > y) - (x < y);
}

/* Few by insertion: most customers have few orders. */
static void sort_amounts(__int128 *amount, size_t n)
{
	if (n > 24) {
		qsort(amount, n, sizeof(*amount), amount_order);
		return;
	}
	for (size_t i = 1; i < n; i++) {
		__int128 x = amount[i];
		size_t k = i;

		for (; k > 0 && x < amount[k - 1]; k--)
			amount[k] = amount[k - 1];
		amount[k] = x;
	}
}

/* The value that lies p tenths of the n - 1 steps along sorted amounts, rounded to 10^-9. */
static struct value tenths(const __int128 *amount, size_t n, size_t p)
{
	size_t h = (n - 1) * p, at = h / 10;
	__int128 step = 0, part = (__int128)(h % 10);

	if (part && __builtin_sub_overflow(amount[at + 1], amount[at], &step))
		return value_money((struct exact_sum){ .wraps = 1 });
	part = step / 10 * part + (step % 10 * part + 5) / 10;
	return value_money((struct exact_sum){ .units = amount[at] + part });
}

static void put_orders(const struct customer *c, struct value *out)
{
	__int128 few[64], *amount = c->orders > 64 ? memory_get(c->orders, sizeof(*amount)) : few;
	struct exact_sum sum = { 0 };
	int64_t wraps = 0;

	for (size_t i = 0; i < c->orders; i++) {
		exact_sum_merge(&sum, &c->order[i].amount);
		amount[i] = c->order[i].amount.units;
		wraps |= c->order[i].amount.wraps;
	}
	out[0] = value_money(sum);
	if (wraps)
		out[1] = value_money((struct exact_sum){ .wraps = 1 });
	else if (c->orders) {
		sort_amounts(amount, c->orders);
		out[1] = value_money((struct exact_sum){ .units = amount[c->orders - 1] });
		out[2] = tenths(amount, c->orders, 5);
		out[3] = tenths(amount, c->orders, 9);
	}
	if (amount != few)
		free(amount);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	const struct everyone *s = f->everyone;
	struct exact_sum sum = customer_spend(c);
	unsigned decile;

	put_orders(c, out);
	if (!s || !c->orders)
		return;
	if (s->has_total) {
		out[4] = value_real(exact_double((struct exact){ sum.units }) /
		                    exact_double((struct exact){ s->total }));
		out[6] = value_text(str_of(sum.units >= s->least_a   ? "A"
		                           : sum.units >= s->least_b ? "B"
		                                                     : "C"));
	}
	decile = rfm_score(&s->decile, sum.units);
	if (decile)
		out[5] = value_whole(decile);
}

const struct set set_value = {
	.name = "value",
	.help = "what a customer is worth, alone and among the others",
	.standard = true,
	.ranks = true,
	SET_COLUMNS(columns),
	.compute = compute,
};
