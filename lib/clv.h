/* clv - what a customer will bring: orders to come, each worth its margin, the later the less.
 * Floor 2. Times are in the unit of the model; the worth of an order falls at the end of the month it falls in. */
#ifndef SEG_CLV_H
#define SEG_CLV_H

#include "btyd.h"
#include "spend.h"

#define CLV_MONTHS_MOST 600

/* The months from now to the horizon, the last perhaps cut short. */
struct clv_plan {
	size_t months;
	double until[CLV_MONTHS_MOST]; /* end of each; the last is the horizon */
	double worth[CLV_MONTHS_MOST]; /* of one unit of money by then, margin and discount taken off */
};

/* Discounted worth of the orders expected up to the end of each month: Fader, Hardie and Lee (2005), "RFM and CLV". */
double clv_expect(const double *orders, const struct clv_plan *plan);

/* One future of a customer under drawn parameters: orders up to the horizon, what they cost the customer, and what
 * that is worth now. Without spend (NULL) the last two are 0. */
struct clv_future {
	size_t orders;
	double value, worth;
};
struct clv_draw {
	double orders[BTYD_PARAMETERS], spend[SPEND_PARAMETERS];
};
struct clv_future clv_simulate(const struct btyd *m, const struct spend *s,
                               const struct clv_draw *d, const struct history *h, double mean,
                               const struct clv_plan *plan, struct rng *r);

/* Parameters drawn from the normal that the fit's covariance makes around the logarithms; the same for every customer.
 * False when a covariance is not positive definite. */
bool clv_draws(struct clv_draw *out, size_t n, const struct btyd *m, const struct spend *s, uint64_t seed);

#endif
