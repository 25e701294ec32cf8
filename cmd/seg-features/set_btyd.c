/* set_btyd - what repeat-purchase models want to know (Fader, Hardie and Lee 2005). */
#include "plan.h"

static const struct column columns[] = {
	{ "btyd_x", "count", "periods with an order after the first such period", "empty" },
	{ "btyd_tx", "btyd_unit", "from the first period with an order to the last", "empty" },
	{ "btyd_T", "btyd_unit", "from the first period with an order to that of the as-of date", "empty" },
	{ "btyd_m", "money",
	  "mean amount of the orders of a period, the first period left out; 0 when btyd_x is 0", "empty" },
	{ "btyd_unit", "D W M", "unit of time: days, weeks or months", "empty" },
};

static int32_t period_of(const struct period *p, int32_t day)
{
	return p->kind ? period_kind_find(p->kind)->of(day) : day;
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct exact_sum sum = { 0 };
	struct exact repeat;
	int32_t first, last;
	size_t x = 0;

	if (!c->orders)
		return;
	first = last = period_of(f->plan->period, c->order[0].day);
	for (size_t i = 1; i < c->orders; i++) {
		int32_t period = period_of(f->plan->period, c->order[i].day);

		x += period != last;
		last = period;
		if (period != first)
			exact_sum_merge(&sum, &c->order[i].amount);
	}
	out[0] = value_whole((int64_t)x);
	/* one division, so that whole weeks are whole; period and unit of equal length give whole numbers */
	out[1] = value_real((last - first) * f->plan->period->days / f->plan->unit->days);
	out[2] = value_real((period_of(f->plan->period, f->as_of) - first) * f->plan->period->days /
	                    f->plan->unit->days);
	if (!exact_sum_result(&sum, &repeat))
		out[3] = value_money(sum);
	else
		out[3] = value_real(x ? exact_double(repeat) / (double)x : 0);
	out[4] = value_text(str_of(f->plan->unit->name));
}

const struct set set_btyd = {
	.name = "btyd",
	.help = "what repeat-purchase models want to know, in the period and the unit asked for",
	.standard = true,
	SET_COLUMNS(columns),
	.compute = compute,
};
