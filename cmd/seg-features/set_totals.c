/* set_totals - what adds up row by row: no row has to be kept, and nothing is faster. */
#include "plan.h"

static const struct column columns[] = {
	{ "rows", "count", "rows of orders and refunds", "0" },
	{ "total", "money", "sum of their amounts", "0" },
	{ "first_date", "date", "first day with a row that is no refund", "empty" },
	{ "last_date", "date", "last day with a row that is no refund", "empty" },
	{ "days_since_last", "days", "from last_date to the as-of date", "empty" },
};

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct sums s = customer_sums(c);

	out[0] = value_whole((int64_t)s.rows);
	out[1] = value_money(sums_amount(&s));
	if (s.first > s.latest)
		return;
	out[2] = value_day(s.first);
	out[3] = value_day(s.latest);
	out[4] = value_whole(f->as_of - s.latest);
}

/* Among other sets that keep rows: every one of them. */
static void needs(struct plan *p)
{
	p->form.whole = true;
}

const struct set set_totals = {
	.name = "totals",
	.help = "what adds up row by row, with no regard to order ids: alone the fastest, in the "
		"least memory",
	.sums = true,
	SET_COLUMNS(columns),
	.compute = compute,
	.needs = needs,
};
