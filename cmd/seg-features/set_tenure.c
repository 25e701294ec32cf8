/* set_tenure - how and when a customer began. */
#include "day.h"
#include "sets.h"

static const struct column columns[] = {
	{ "cohort", "month", "month of the first order", "empty" },
	{ "first_amount", "money", "amount of the first order", "empty" },
	{ "days_to_second_order", "days", "from the first order to the second", "empty" },
};

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	const struct order *first = c->order;
	int year, month, day;

	(void)f;
	if (!c->orders)
		return;
	day_to_civil(first->day, &year, &month, &day);
	out[0] = (struct value){ VALUE_MONTH, { .whole = year * 12 + month - 1 } };
	out[1] = value_money(first->amount);
	if (c->orders > 1)
		out[2] = value_whole(first[1].day - first->day);
}

const struct set set_tenure = {
	.name = "tenure",
	.help = "how and when a customer began",
	.standard = true,
	SET_COLUMNS(columns),
	.compute = compute,
};
