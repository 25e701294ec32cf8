/* betageo - orders come by chance, and after an order the customer may be lost: BG/NBD and MBG/NBD.
 * Floor 2. Fader, Hardie and Lee (2005), "Counting your customers the easy way"; Batislam, Denizel and Filiztekin
 * (2007), whose MBG/NBD lets a customer be lost after the first order too. The two differ by one chance: with
 *     k = x (BG/NBD) or x + 1 (MBG/NBD)
 * chances to be lost so far, one formula serves both. Parameters r, alpha, a, b > 0; times in the unit of alpha. */
#ifndef SEG_BETAGEO_H
#define SEG_BETAGEO_H

#include "history.h"

#define BETAGEO_PARAMETERS 4

/* 1 when the first order is a chance to be lost as well (MBG/NBD), else 0. */
struct betageo {
	double r, alpha, a, b;
	int first;
};

/* The log-likelihood of all (Fader and others, equation 6), and its derivatives by log r, log alpha, log a, log b:
 * the part of each number x, and that of the unique histories [from, to). The whole is the sum of both. */
double betageo_counts(const struct betageo *m, const struct histories *d, double slope[4]);
double betageo_times(const struct betageo *m, const struct histories *d, size_t from, size_t to,
                     double slope[4]);

/* log of P(lost) / P(alive) at T; -inf when it cannot be lost yet. */
double betageo_log_odds_lost(const struct betageo *m, const struct history *h);

/* Orders expected in (T, T + t], given the history: their equation 10. With x = tx = T = 0 those of a new customer.
 * By the series below where it is short, else by hyper.h; within 1e-10 of mpmath on a grid of what shops bring. */
double betageo_expect(const struct betageo *m, const struct history *h, double t);

/* The same for many. Euler's transformation (Abramowitz and Stegun 15.3.3) leaves of equation 10
 *     E = c / (a - 1) (1 - w S), w = (1 - z)^(a - 1), S = 2F1(A, B; c; z), z = t / (alpha + T + t),
 * with A = a + b + k - x - 1 - r, B = a - 1 and c = a + b + k - 1, and S = 1 + A B z / c G gives
 *     E = c (1 - w) / (a - 1) - A w z G,
 * which nothing disturbs at a = 1 or c = 0. The coefficients of G depend on the customer by x alone: they are tabled. */
struct betageo_series {
	struct betageo m;
	double *coefficient; /* of every x below SERIES_X; NULL: these parameters have no good series */
	size_t *blocks;      /* of LANES terms each, by the size of z; 0: too near to 1 */
};
void betageo_series_make(struct betageo_series *s, struct arena *a, const struct betageo *m);

/* For n histories the chance to be alive, and the orders expected up to each time of `until`: orders[i * times + j]. */
void betageo_answer(const struct betageo_series *s, const struct history *h, size_t n,
                    const double *until, size_t times, double *alive, double *orders);

/* P(X(t) = n) for a new customer of BG/NBD (first = 0): their equation 8. */
double betageo_chance(const struct betageo *m, uint64_t n, double t);

#endif
