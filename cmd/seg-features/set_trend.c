/* set_trend - whether a customer orders more as time goes on. */
#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "plan.h"

#define HALF_LIFE 3.0 /* months */

static const struct column columns[] = {
	{ "months", "count", "calendar months from that of the first order to the last whole one before or on the as-of date",
	  "0" },
	{ "orders_slope", "orders per month",
	  "slope of the least-squares line through the orders of those months",
	  "empty; also with fewer than 2 months" },
	{ "spend_slope", "money per month", "the same of orders less refunds",
	  "empty; also with fewer than 2 months" },
	{ "spend_trend",
	  "-1 0 1", "sign of the Mann-Kendall statistic: months later that brought more less those that brought less, over all pairs",
	  "empty; also with fewer than 2 months" },
	{ "spend_recent", "money per month",
	  "mean of the months' spend with weights that halve every 3 months back", "empty" },
};

/* Least squares over t = 0 … n - 1: sum of (t - mean t) y over sum of (t - mean t)^2. */
static double slope(const double *y, size_t n)
{
	double sum = 0, middle = (double)(n - 1) / 2;

	for (size_t t = 0; t < n; t++)
		sum += ((double)t - middle) * y[t];
	return sum / ((double)n * ((double)n * (double)n - 1) / 12);
}

static int mann_kendall(const __int128 *y, size_t n)
{
	int64_t s = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			s += (y[k] > y[i]) - (y[k] < y[i]);
	return (s > 0) - (s < 0);
}

/* Adds to the months of a customer; false when a sum leaves the range. */
static bool add(const struct order *o, size_t n, int32_t first, size_t months, double *count,
                __int128 *spend)
{
	const struct period_kind *month = period_kind_find("month");
	bool fine = true;

	for (size_t i = 0; i < n; i++) {
		int32_t at = month->of(o[i].day) - first;

		if (at < 0 || (size_t)at >= months)
			continue;
		fine &= !o[i].amount.wraps &&
		        !__builtin_add_overflow(spend[at], o[i].amount.units, &spend[at]);
		if (count)
			count[at]++;
	}
	return fine;
}

static void put_trend(const double *count, const __int128 *units, size_t n, struct value *out)
{
	double *spend = memory_get(n, sizeof(*spend)), sum = 0, weights = 0;

	for (size_t t = 0; t < n; t++) {
		double w = exp2(-(double)(n - 1 - t) / HALF_LIFE);

		spend[t] = exact_double((struct exact){ units[t] });
		sum += w * spend[t];
		weights += w;
	}
	if (n > 1) {
		out[1] = value_real(slope(count, n));
		out[2] = value_real(slope(spend, n));
		out[3] = value_whole(mann_kendall(units, n));
	}
	out[4] = value_real(sum / weights);
	free(spend);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	const struct period_kind *month = period_kind_find("month");
	int32_t first, end;
	double *count;
	__int128 *spend;
	size_t n;

	out[0] = value_whole(0);
	if (!c->orders)
		return;
	first = month->of(c->order[0].day);
	end = month->of(f->as_of + 1); /* the month that is not whole */
	if (end <= first)
		return;
	n = (size_t)(end - first);
	out[0] = value_whole((int64_t)n);
	count = memory_zero(n, sizeof(*count));
	spend = memory_zero(n, sizeof(*spend));
	if (add(c->order, c->orders, first, n, count, spend) &&
	    add(c->refund, c->refunds, first, n, NULL, spend))
		put_trend(count, spend, n, out);
	free(count);
	free(spend);
}

const struct set set_trend = {
	.name = "trend",
	.help = "whether a customer orders more as time goes on",
	SET_COLUMNS(columns),
	.compute = compute,
};
