/* spend - what an order of a customer is worth on average: the Gamma-Gamma model.
 * Floor 2. Fader and Hardie (2013), "The gamma-gamma model of monetary value". Orders of a customer are gamma with
 * shape p and rate nu, nu is gamma with shape q and rate v; so the mean order of x has expectation p v / (q - 1), which
 * is infinite unless q > 1: the fit works in log p, log (q - 1), log v and cannot leave it. */
#ifndef SEG_SPEND_H
#define SEG_SPEND_H

#include <stdint.h>

#include "rng.h"
#include "tiles.h"

#define SPEND_PARAMETERS 3
#define SPEND_FEWEST 20  /* customers with a mean order */
#define SPEND_PRIOR 50.0 /* as BTYD_PRIOR */
#define SPEND_EDGE 8.0   /* as BTYD_EDGE */

extern const char *const spend_parameter[SPEND_PARAMETERS]; /* p, q, v */

/* The mean m > 0 of x >= 1 orders. */
struct spend_mean {
	double x, m;
};

struct spend {
	double p[SPEND_PARAMETERS]; /* p, q, v; v in the unit of money */
	double covariance[SPEND_PARAMETERS * SPEND_PARAMETERS]; /* of log p, log (q - 1), log v */
	double log_likelihood; /* equation 1a, of means as they came in */
	double gradient;
	uint64_t evaluations, customers;
	double correlation; /* of x and m (Pearson): the model takes them as independent; NaN when one is constant */
	double mean; /* of the means: for people */
};

enum spend_status {
	SPEND_DONE,
	SPEND_FEW,    /* fewer than SPEND_FEWEST */
	SPEND_ALIKE,  /* all means are the same */
	SPEND_NO_END, /* the search did not converge */
	SPEND_AT_EDGE /* a parameter ran off: spend.p has it */
};

/* Fits to n means in any order. */
enum spend_status spend_fit(struct spend *out, const struct spend_mean *mean, size_t n,
                            struct tiles_each each);

/* The expected worth of an order of one whose x orders have the mean m; with x = 0 that of anybody: equation 5. */
double spend_expect(const struct spend *s, double x, double m);

/* A simulated rate nu of this customer under the parameters p, and an order of it: gamma with shape p[0] over nu. */
double spend_rate(const double *p, double x, double m, struct rng *r);
double spend_order(const double *p, double nu, struct rng *r);

#endif
