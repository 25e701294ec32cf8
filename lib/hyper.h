/* hyper - Gauss's hypergeometric function where repeat-purchase models need it.
 * Floor 2. Pure functions. NaN in, or an argument outside the range named here, gives NaN (undefined). */
#ifndef SEG_HYPER_H
#define SEG_HYPER_H

/* log of 2F1(a, b; c; z) for 0 <= z < 1, c > 0 and c > b > -1, a > 0: the value is positive there for all that
 * betageo asks; NaN when it is not. Near z = 1 it may be far beyond any double, hence the log.
 * Euler's transformation (Abramowitz and Stegun 15.3.3) where it shortens the series, the series 15.1.1 up to
 * z = 0.6, and beyond it Taylor steps of the differential equation 15.5.1, each half of the way to 1.
 * Relative error of the value at most 1e-11 for a, b, c up to 2000 and z up to 1 - 1e-9. */
double hyper_log_2f1(double a, double b, double c, double z);

#endif
