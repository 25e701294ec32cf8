/* hyper - Gauss's hypergeometric function where repeat-purchase models need it. */
#include "hyper.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define TERMS 100000
#define NEAR 0.9      /* the series is short up to here, */
#define DECAY 30      /* or when c - a - b is at least this: its terms fall as n^-(c - a - b + 1) */
#define FIRST 0.125   /* else steps begin at 1 less this */
#define GROWTH 1      /* of what rounding leaves, within a step: exp(1) */
#define LARGE 0x1p500 /* partial sums are scaled back from here on */

/* A value times 2^power. */
struct scaled {
	double value, slope; /* the function and its derivative */
	int power;
};

static bool is_done(double term, double sum, double *last)
{
	bool small = fabs(term) <= DBL_EPSILON / 8 * fabs(sum) && fabs(term) <= *last;

	*last = fabs(term);
	return small;
}

/* 15.1.1 and its derivative. */
static struct scaled series(double a, double b, double c, double z)
{
	struct scaled s = { 1, 0, 0 };
	double term = 1, last = INFINITY;

	for (int n = 0; n < TERMS; n++) {
		term *= (a + n) * (b + n) / ((c + n) * (n + 1));
		s.slope += term * (n + 1);
		term *= z;
		s.value += term;
		if (is_done(term * (n + 2), s.value, &last))
			return s;
		if (fabs(s.value) > LARGE) {
			term = ldexp(term, -500);
			s.value = ldexp(s.value, -500);
			s.slope = ldexp(s.slope, -500);
			s.power += 500;
		}
	}
	return (struct scaled){ NAN, NAN, 0 };
}

/* A step that reaches no further than half of the way y = 1 - z to 1, and less where the other solution falls off
 * steeply. */
static double reach(double a, double b, double c, double y)
{
	double z = 1 - y, h = y / 2, limit = GROWTH * z * y / fabs(c - (a + b + 1) * z);

	return h < limit ? h : limit;
}

/* From z = 1 - y to z + h. With w = sum of u_n v^n, the equation
 * (z + v)(1 - z - v) w'' + (c - (a + b + 1)(z + v)) w' - a b w = 0 gives u_n+2 from the two before. */
static struct scaled step(double a, double b, double c, double y, double h, struct scaled s)
{
	double z = 1 - y, p = z * y, q = y - z, e = c - (a + b + 1) * z;
	double u0 = s.value, u1 = s.slope * h; /* u_n h^n */
	double value = u0 + u1, slope = u1, last = INFINITY;

	for (int n = 0; n < TERMS; n++) {
		double u2 = ((a + n) * (b + n) * u0 * h * h - (n + 1) * (q * n + e) * u1 * h) /
		            (p * (n + 1) * (n + 2));

		value += u2;
		slope += (n + 2) * u2;
		if (is_done((n + 2) * u2, slope, &last) && n > 4)
			break;
		u0 = u1;
		u1 = u2;
	}
	s.value = value;
	s.slope = slope / h;
	if (fabs(s.slope) > LARGE) {
		s.value = ldexp(s.value, -500);
		s.slope = ldexp(s.slope, -500);
		s.power += 500;
	}
	return s;
}

double hyper_log_2f1(double a, double b, double c, double z)
{
	double outside = 0;
	struct scaled s;

	if (!(z >= 0 && z < 1 && c > 0))
		return NAN;
	if (c < a + b && c - a > -1 && c - b > -1) { /* else terms of both signs would cancel */
		outside = (c - a - b) * log1p(-z);
		a = c - a;
		b = c - b;
	}
	if (z <= NEAR || c - a - b >= DECAY) {
		s = series(a, b, c, z);
	} else {
		s = series(a, b, c, 1 - FIRST);
		for (double y = FIRST, next; y > 1 - z; y = next) { /* 1 - z is exact, and so are the differences */
			next = fmax(y - reach(a, b, c, y), 1 - z);
			s = step(a, b, c, y, y - next, s);
		}
	}
	return outside + log(s.value) + s.power * 0.693147180559945309417;
}
