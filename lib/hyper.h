/* hyper - Gauss's hypergeometric function where repeat-purchase models need it.
 * Floor 2. Pure functions. NaN in, or an argument outside the range named here, gives NaN (undefined). */
#ifndef SEG_HYPER_H
#define SEG_HYPER_H

/* log of 2F1(a, b; c; z) for 0 <= z < 1 and c > 0, else NaN, and where the value is not positive. Near z = 1 it may be far
 * beyond any double, hence the log.
 * Euler's transformation (Abramowitz and Stegun 15.3.3) where it shortens the series and leaves its terms of one sign;
 * the series 15.1.1 up to z = 0.9, and beyond it where its terms fall fast; else Taylor steps of the differential
 * equation 15.5.1 towards 1, along the solution that grows. Relative error of the value at most 1e-10 for a, b, c from
 * 0.01 to 1000 and z up to 1 - 1e-8, and for b down to -1 or a below 0 as betageo asks (mpmath,
 * tests/oracle/seg-predict-series.py); for other signs of a and b nothing is promised. */
double hyper_log_2f1(double a, double b, double c, double z);

#endif
