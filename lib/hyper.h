/* hyper - Gauss's hypergeometric function where repeat-purchase models need it.
 * Floor 2. Pure functions. NaN in, or an argument outside the range named here, gives NaN (undefined). */
#ifndef SEG_HYPER_H
#define SEG_HYPER_H

/* log of 2F1(a, b; c; z) for 0 <= z < 1, c > 0 and c > b > -1, a > 0: the value is positive there for all that
 * betageo asks; NaN when it is not. Near z = 1 it may be far beyond any double, hence the log.
 * Euler's transformation (Abramowitz and Stegun 15.3.3) where it shortens the series; the series 15.1.1 up to z = 0.9,
 * and beyond it too where its terms fall fast; else Taylor steps of the differential equation 15.5.1 from there.
 * Relative error of the value at most 1e-10 for a up to 100 and z up to 1 - 1e-8 (mpmath, 3,000 points); 1e-9 for a
 * up to 1500. */
double hyper_log_2f1(double a, double b, double c, double z);

#endif
