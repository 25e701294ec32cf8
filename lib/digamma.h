/* digamma - the logarithm of the gamma function and its derivatives.
 * Floor 2. Pure functions of x > 0; NaN elsewhere. Safe in threads, unlike lgamma. */
#ifndef SEG_DIGAMMA_H
#define SEG_DIGAMMA_H

double digamma_log(double x); /* log Gamma(x) */

/* psi(x) and psi'(x): upwards by recurrence, then the asymptotic series 6.3.18 and 6.4.12 of Abramowitz and Stegun.
 * Absolute error at most 2e-15 of the larger of 1 and the value. */
double digamma(double x);
double digamma_trigamma(double x);

#endif
