/* set_windows - what happened in the last days, and in as many before them. */
#include "plan.h"

enum { ORDERS, SPEND, BEFORE, SPEND_BEFORE, DELTA, RATIO, PER_WINDOW };

static const struct column shape[PER_WINDOW] = {
	{ "orders_", "count", "orders of the last %d days, the as-of date among them", "0" },
	{ "spend_", "money", "sum of orders and refunds of the last %d days", "0" },
	{ "orders_before_", "count", "orders of the %d days before those", "0" },
	{ "spend_before_", "money", "sum of orders and refunds of the %d days before those", "0" },
	{ "spend_delta_", "money", "spend of the last %d days less that of the days before", "0" },
	{ "orders_ratio_", "ratio",
	  "(orders of the last %d days + 1) / (those of the days before + 1)", "1" },
};

static size_t make(struct plan *p, struct column **column)
{
	struct column *c = ARENA_ARRAY(&p->keep, struct column, p->windows * PER_WINDOW + 1);

	*column = c;
	for (size_t w = 0; w < p->windows; w++)
		for (size_t k = 0; k < PER_WINDOW; k++) {
			const char *help = shape[k].help, *mark = strstr(help, "%d");

			c->name = arena_printf(&p->keep, "%s%dd", shape[k].name, (int)p->window[w]);
			c->unit = shape[k].unit;
			c->help = arena_printf(&p->keep, "%.*s%d%s", (int)(mark - help), help,
			                       (int)p->window[w], mark + 2);
			c++->none = shape[k].none;
		}
	return p->windows * PER_WINDOW;
}

/* Adds what lies in the window, and in the one before it. */
static void add(struct exact_sum sum[2], int64_t count[2], const struct order *o, size_t n,
                int32_t as_of, int32_t days)
{
	for (size_t i = n; i > 0; i--) {
		int32_t age = as_of - o[i - 1].day;

		if (age >= 2 * (int64_t)days)
			break;
		exact_sum_merge(&sum[age >= days], &o[i - 1].amount);
		if (count)
			count[age >= days]++;
	}
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	for (size_t w = 0; w < f->plan->windows; w++, out += PER_WINDOW) {
		struct exact_sum sum[2] = { { 0 } }, delta;
		int64_t n[2] = { 0 };
		int32_t days = f->plan->window[w];

		add(sum, n, c->order, c->orders, f->as_of, days);
		add(sum, NULL, c->refund, c->refunds, f->as_of, days);
		out[ORDERS] = value_whole(n[0]);
		out[SPEND] = value_money(sum[0]);
		out[BEFORE] = value_whole(n[1]);
		out[SPEND_BEFORE] = value_money(sum[1]);
		delta = (struct exact_sum){ .units = -sum[1].units, .wraps = -sum[1].wraps };
		exact_sum_merge(&delta, &sum[0]);
		out[DELTA] = value_money(delta);
		out[RATIO] = value_real((double)(n[0] + 1) / (double)(n[1] + 1));
	}
}

const struct set set_windows = {
	.name = "windows",
	.help = "what happened in the last days, and in as many before them",
	.compute = compute,
	.make = make,
};
