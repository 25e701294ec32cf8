/* clv - what a customer will bring: orders to come, each worth its margin, the later the less. */
#include "clv.h"

#include <math.h>

#include "minimise.h"

double clv_expect(const double *orders, const struct clv_plan *plan)
{
	double before = 0, sum = 0;

	for (size_t i = 0; i < plan->months; i++) {
		sum += (orders[i] - before) * plan->worth[i];
		before = orders[i];
	}
	return sum;
}

struct clv_future clv_simulate(const struct btyd *m, const struct spend *s,
                               const struct clv_draw *d, const struct history *h, double mean,
                               const struct clv_plan *plan, struct rng *r)
{
	double when[BTYD_ORDERS], nu;
	struct clv_future f = { .orders = btyd_future(m->kind, d->orders, h,
		                                      plan->until[plan->months - 1], r, when) };

	if (!s || !f.orders)
		return f;
	nu = spend_rate(d->spend, mean > 0 ? h->x : 0, mean > 0 ? mean : 0, r);
	for (size_t i = 0, month = 0; i < f.orders; i++) {
		double value = spend_order(d->spend, nu, r);

		while (month + 1 < plan->months && when[i] > plan->until[month])
			month++;
		f.value += value;
		f.worth += value * plan->worth[month];
	}
	return f;
}

static void draw(double *out, const double *p, const double *lower, size_t n, struct rng *r)
{
	double z[MINIMISE_MOST];

	for (size_t i = 0; i < n; i++) {
		double shift = 0;

		z[i] = rng_normal(r);
		for (size_t j = 0; j <= i; j++)
			shift += lower[i * n + j] * z[j];
		out[i] = p[i] * exp(shift);
	}
}

bool clv_draws(struct clv_draw *out, size_t n, const struct btyd *m, const struct spend *s, uint64_t seed)
{
	double of_orders[BTYD_PARAMETERS * BTYD_PARAMETERS];
	double of_spend[SPEND_PARAMETERS * SPEND_PARAMETERS];

	if (!minimise_cholesky(BTYD_PARAMETERS, m->covariance, of_orders) ||
	    (s && !minimise_cholesky(SPEND_PARAMETERS, s->covariance, of_spend)))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct rng r = rng_stream(seed, "parameters", i);

		draw(out[i].orders, m->p, of_orders, BTYD_PARAMETERS, &r);
		if (!s)
			continue;
		draw(out[i].spend, (double[]){ s->p[0], s->p[1] - 1, s->p[2] }, of_spend,
		     SPEND_PARAMETERS, &r);
		out[i].spend[1] += 1;
	}
	return true;
}
