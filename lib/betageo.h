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
 * Where a is within 1e-4 of 1 the formula is 0 / 0 and is interpolated from beside it (relative error 1e-10). */
double betageo_expect(const struct betageo *m, const struct history *h, double t);

/* P(X(t) = n) for a new customer of BG/NBD (first = 0): their equation 8. */
double betageo_chance(const struct betageo *m, uint64_t n, double t);

#endif
