/* set_rfm - recency, frequency, money, their scores and the segment they make. */
#include "sets.h"

#include "plan.h"

static const struct column columns[] = {
	{ "first_order", "date", "day of the first order", "empty" },
	{ "last_order", "date", "day of the last order", "empty" },
	{ "orders", "count", "distinct order ids, or days with an order where there are no ids", "0" },
	{ "spend", "money", "sum of the amounts of orders and refunds", "0" },
	{ "mean_order", "money", "spend divided by orders", "empty" },
	{ "recency_days", "days", "from the last order to the as-of date", "empty" },
	{ "tenure_days", "days", "from the first order to the as-of date", "empty" },
	{ "r_score",
	  "1 to bins", "1 + min(bins - 1, floor(bins b / B)) of recency_days: b customers did strictly worse, B worse than the best",
	  "empty; also when all customers are tied" },
	{ "f_score", "1 to bins", "the same of orders", "empty; also when all customers are tied" },
	{ "m_score", "1 to bins", "the same of spend", "empty; also when all customers are tied" },
	{ "rfm_segment", "name", "what the grid says of r_score and f_score", "unranked" },
};

static void put_scores(const struct customer *c, const struct facts *f, struct exact_sum spend,
                       struct value *out)
{
	const struct everyone *s = f->everyone;
	unsigned score[SCORES] = { 0 };

	if (c->orders) {
		__int128 value[SCORES] = { f->as_of - c->order[c->orders - 1].day,
			                   (__int128)c->orders, spend.units };

		everyone_score(s, value, score);
	}
	for (size_t k = 0; k < SCORES; k++)
		if (score[k])
			out[k] = value_whole(score[k]);
	if (!f->plan->grid)
		return;
	out[SCORES] = value_text(str_of(rfm_segment(
		f->plan->grid, score[SCORE_SPEND] ? score[SCORE_RECENCY] : 0, score[SCORE_ORDERS])));
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct exact_sum spend = customer_spend(c);
	struct exact whole;

	out[2] = value_whole((int64_t)c->orders);
	out[3] = value_money(spend);
	if (c->orders) {
		int32_t first = c->order[0].day, last = c->order[c->orders - 1].day;

		out[0] = value_day(first);
		out[1] = value_day(last);
		if (exact_sum_result(&spend, &whole))
			out[4] = value_real(exact_double(whole) / (double)c->orders);
		out[5] = value_whole(f->as_of - last);
		out[6] = value_whole(f->as_of - first);
	}
	if (f->everyone)
		put_scores(c, f, spend, out + 7);
}

const struct set set_rfm = {
	.name = "rfm",
	.help = "recency, frequency, money, their scores and the segment they make",
	.standard = true,
	.ranks = true,
	SET_COLUMNS(columns),
	.compute = compute,
};
