/* pareto - orders come by chance until the customer is lost at a time of their own: Pareto/NBD.
 * Floor 2. Schmittlein, Morrison and Colombo (1987) in the notation of Fader and Hardie (2005), "A note on deriving
 * the Pareto/NBD model". Parameters r, alpha, s, beta > 0; times in the unit of alpha and beta.
 * The integral over the time of loss is taken by quadrature, all terms positive, instead of by differences of
 * hypergeometric functions: nothing cancels, and the gradient comes with it. */
#ifndef SEG_PARETO_H
#define SEG_PARETO_H

#include "history.h"

#define PARETO_PARAMETERS 4

struct pareto {
	double r, alpha, s, beta;
};

/* The log-likelihood (their equation 15) and its derivatives by log r, log alpha, log s, log beta, in two parts as in
 * betageo.h. */
double pareto_counts(const struct pareto *m, const struct histories *d, double slope[4]);
double pareto_times(const struct pareto *m, const struct histories *d, size_t from, size_t to,
                    double slope[4]);

/* log of P(lost) / P(alive) at T; -inf when T = tx. */
double pareto_log_odds_lost(const struct pareto *m, const struct history *h);

/* Orders expected in (T, T + t], given that the customer is alive, and given the history: Fader and Hardie's
 * equation 41. */
double pareto_expect_alive(const struct pareto *m, const struct history *h, double t);
double pareto_expect(const struct pareto *m, const struct history *h, double t);

/* P(an order in (T, T + t]), given that the customer is alive at T: the order must come before the loss. */
double pareto_order_alive(const struct pareto *m, const struct history *h, double t);

#endif
