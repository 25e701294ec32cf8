/* set_returns - what a customer gave back. */
#include <math.h>

#include "sets.h"

static const struct column columns[] = {
	{ "refunds", "count",
	  "distinct order ids of refunds, or days with a refund where there are no ids", "0" },
	{ "refunded", "money", "sum of the amounts of refunds, as a positive number", "0" },
	{ "return_rate", "share", "refunds divided by orders", "empty" },
	{ "refund_share", "share", "refunded divided by the revenue of orders",
	  "empty; also when there is no revenue" },
	{ "days_since_refund", "days", "from the last refund to the as-of date", "empty" },
};

static struct exact_sum sum_of(const struct order *o, size_t n)
{
	struct exact_sum sum = { 0 };

	for (size_t i = 0; i < n; i++)
		exact_sum_merge(&sum, &o[i].amount);
	return sum;
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct exact_sum back = sum_of(c->refund, c->refunds), paid = sum_of(c->order, c->orders);
	struct exact refunded, revenue;

	back = (struct exact_sum){ .units = -back.units, .wraps = -back.wraps };
	out[0] = value_whole((int64_t)c->refunds);
	out[1] = value_money(back);
	if (c->orders)
		out[2] = value_real((double)c->refunds / (double)c->orders);
	if (exact_sum_result(&back, &refunded) && exact_sum_result(&paid, &revenue) && revenue.units > 0)
		out[3] = value_real(exact_double(refunded) / exact_double(revenue));
	if (c->refunds)
		out[4] = value_whole(f->as_of - c->refund[c->refunds - 1].day);
}

const struct set set_returns = {
	.name = "returns",
	.help = "what a customer gave back",
	SET_COLUMNS(columns),
	.compute = compute,
};
