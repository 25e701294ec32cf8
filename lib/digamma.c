/* digamma - the logarithm of the gamma function and its derivatives. */
#include "digamma.h"

#include <math.h>

#define FAR 10 /* the series are exact to the last bit from here on */

double digamma_log(double x)
{
	int sign;

	return x > 0 ? lgamma_r(x, &sign) : NAN;
}

double digamma(double x)
{
	double below = 0, y;

	if (!(x > 0))
		return NAN;
	for (; x < FAR; x++)
		below += 1 / x;
	y = 1 / (x * x);
	return log(x) - 0.5 / x -
	       y * (1. / 12 -
	            y * (1. / 120 -
	                 y * (1. / 252 - y * (1. / 240 - y * (1. / 132 - y * (691. / 32760 - y / 12)))))) -
	       below;
}

double digamma_trigamma(double x)
{
	double below = 0, y;

	if (!(x > 0))
		return NAN;
	for (; x < FAR; x++)
		below += 1 / (x * x);
	y = 1 / (x * x);
	return 1 / x + y / 2 +
	       y / x *
	               (1. / 6 -
	                y * (1. / 30 -
	                     y * (1. / 42 -
	                          y * (1. / 30 - y * (5. / 66 - y * (691. / 2730 - y * 7. / 6)))))) +
	       below;
}
