/* dist - the probability distributions that intervals and tests need. */
#include "dist.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846
#define LOG_SQRT_2PI 0.918938533204672741780329736406
#define STEPS 1000000 /* continued fractions and series need about sqrt(parameter) of them */
#define TINY 1e-300   /* in place of 0 in Lentz's method */

static double polynomial(const double *c, int n, double x)
{
	double sum = c[n - 1];

	for (int i = n - 2; i >= 0; i--)
		sum = sum * x + c[i];
	return sum;
}

/* lgamma() writes the global signgam, and threads call this. */
static double log_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

/* log(ratio) - x where ratio = 1 + x, without cancellation: near 0 by the atanh series in r = x / (2 + x). */
static double log_minus(double ratio, double x)
{
	double r = x / (2 + x), y = r * r, power = 1, sum = 0;

	if (x < -0.4 || x > 0.5)
		return log(ratio) - x;
	for (int k = 3; power > DBL_EPSILON / 8 || k < 6; k += 2, power *= y)
		sum += power / k;
	return r * (2 * y * sum - x);
}

/* log gamma(x) less Stirling's (x - 1/2) log x - x + log sqrt(2 pi), x >= 10: Abramowitz and Stegun 6.1.41. */
static double stirling_rest(double x)
{
	static const double c[] = { 1. / 12,   -1. / 360,       1. / 1260, -1. / 1680,
		                    1. / 1188, -691. / 360360., 1. / 156,  -3617. / 122400 };

	return polynomial(c, 8, 1 / (x * x)) / x;
}

double dist_normal_cdf(double x)
{
	return 0.5 * erfc(-x / sqrt(2));
}

double dist_normal_upper(double x)
{
	return 0.5 * erfc(x / sqrt(2));
}

double dist_normal_quantile(double p)
{
	static const double a[] = { 3.3871328727963666080e0,  1.3314166789178437745e+2,
		                    1.9715909503065514427e+3, 1.3731693765509461125e+4,
		                    4.5921953931549871457e+4, 6.7265770927008700853e+4,
		                    3.3430575583588128105e+4, 2.5090809287301226727e+3 };
	static const double b[] = { 1,
		                    4.2313330701600911252e+1,
		                    6.8718700749205790830e+2,
		                    5.3941960214247511077e+3,
		                    2.1213794301586595867e+4,
		                    3.9307895800092710610e+4,
		                    2.8729085735721942674e+4,
		                    5.2264952788528545610e+3 };
	static const double c[] = { 1.42343711074968357734e0,  4.63033784615654529590e0,
		                    5.76949722146069140550e0,  3.64784832476320460504e0,
		                    1.27045825245236838258e0,  2.41780725177450611770e-1,
		                    2.27238449892691845833e-2, 7.74545014278341407640e-4 };
	static const double d[] = { 1,
		                    2.05319162663775882187e0,
		                    1.67638483018380384940e0,
		                    6.89767334985100004550e-1,
		                    1.48103976427480074590e-1,
		                    1.51986665636164571966e-2,
		                    5.47593808499534494600e-4,
		                    1.05075007164441684324e-9 };
	static const double e[] = { 6.65790464350110377720e0,  5.46378491116411436990e0,
		                    1.78482653991729133580e0,  2.96560571828504891230e-1,
		                    2.65321895265761230930e-2, 1.24266094738807843860e-3,
		                    2.71155556874348757815e-5, 2.01033439929228813265e-7 };
	static const double f[] = { 1,
		                    5.99832206555887937690e-1,
		                    1.36929880922735805310e-1,
		                    1.48753612908506148525e-2,
		                    7.86869131145613259100e-4,
		                    1.84631831751005468180e-5,
		                    1.42151175831644588870e-7,
		                    2.04426310338993978564e-15 };
	double q = p - 0.5, r;

	if (!(p >= 0 && p <= 1))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? -INFINITY : INFINITY;
	if (fabs(q) <= 0.425) {
		r = 0.180625 - q * q;
		return q * polynomial(a, 8, r) / polynomial(b, 8, r);
	}
	r = sqrt(-log(q < 0 ? p : 1 - p));
	if (r <= 5)
		r = polynomial(c, 8, r - 1.6) / polynomial(d, 8, r - 1.6);
	else
		r = polynomial(e, 8, r - 5) / polynomial(f, 8, r - 5);
	return q < 0 ? -r : r;
}

double dist_normal_two_sided(double confidence)
{
	return confidence > 0 && confidence < 1 ? -dist_normal_quantile((1 - confidence) / 2) : NAN;
}

/* The forms of R's lbeta (Catherine Loader and others): Stirling's large terms cancel on paper, not in doubles. */
double dist_log_beta(double a, double b)
{
	double p = a < b ? a : b, q = a < b ? b : a, h = p / (p + q);

	if (!(a > 0 && b > 0) || isinf(a) || isinf(b))
		return NAN;
	if (p >= 10)
		return -0.5 * log(q) + LOG_SQRT_2PI +
		       (stirling_rest(p) + stirling_rest(q) - stirling_rest(p + q)) +
		       (p - 0.5) * log(h) + q * log1p(-h);
	if (q >= 10)
		return log_gamma(p) + (stirling_rest(q) - stirling_rest(p + q)) + p -
		       p * log(p + q) + (q - 0.5) * log1p(-h);
	if (p < 1e-300)
		return log_gamma(p);
	return log(tgamma(p) * (tgamma(q) / tgamma(p + q)));
}

double dist_log_choose(double n, double k)
{
	if (!(k >= 0 && k <= n) || isinf(n))
		return NAN;
	if (k == 0 || k == n)
		return 0;
	return -log1p(n) - dist_log_beta(n - k + 1, k + 1);
}

/* x^a e^-x / gamma(a); for large a by Stirling's formula on paper, so that nothing large cancels. */
static double gamma_front(double a, double x)
{
	if (a < 10)
		return x < 700 ? pow(x, a) * exp(-x) / tgamma(a) : exp(a * log(x) - x - log_gamma(a));
	return sqrt(a / (2 * PI)) * exp(a * log_minus(x / a, (x - a) / a) - stirling_rest(a));
}

static double gamma_series(double a, double x)
{
	double term = 1 / a, sum = term;

	for (int n = 1; n < STEPS; n++) {
		term *= x / (a + n);
		sum += term;
		if (term < sum * DBL_EPSILON / 8)
			return sum;
	}
	return NAN;
}

/* Lentz's method on 1 / (x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- ...))). */
static double gamma_fraction(double a, double x)
{
	double b = x + 1 - a, c = 1 / TINY, d = 1 / b, h = d;

	for (int i = 1; i < STEPS; i++) {
		double an = -i * (i - a), ratio;

		b += 2;
		d = an * d + b;
		c = b + an / c;
		d = 1 / (fabs(d) < TINY ? TINY : d);
		c = fabs(c) < TINY ? TINY : c;
		ratio = c * d;
		h *= ratio;
		if (fabs(ratio - 1) <= 2 * DBL_EPSILON)
			return h;
	}
	return NAN;
}

/* Q(a, x) for small a and x, where 1 - P would cancel: Didonato and Morris (1986), equation 13. */
static double gamma_upper_small(double a, double x)
{
	double sum = 0, term = a, low, rest;

	for (int n = 1; n < 200 && fabs(term) > DBL_EPSILON / 64 * fabs(sum); n++) {
		term *= -x / n;
		sum += term / (a + n);
	}
	low = expm1(a * log(x));         /* x^a - 1 */
	rest = expm1(-log_gamma(1 + a)); /* 1 / gamma(1 + a) - 1 */
	return (-(low + 1) * sum - low) * (1 + rest) - rest;
}

static double gamma_tail(double a, double x, bool upper)
{
	double p;

	if (!(a > 0 && x >= 0) || isinf(a))
		return NAN;
	if (x == 0 || isinf(x))
		return (x == 0) == upper ? 1 : 0;
	if (x >= a + 1 || (upper && x >= 1.5 && x > a)) {
		p = gamma_front(a, x) * gamma_fraction(a, x);
		return upper ? p : 1 - p;
	}
	if (upper && a < 1 && x < 1.5)
		return gamma_upper_small(a, x);
	p = gamma_front(a, x) * gamma_series(a, x);
	return upper ? 1 - p : p;
}

double dist_gamma_lower(double a, double x)
{
	return gamma_tail(a, x, false);
}

double dist_gamma_upper(double a, double x)
{
	return gamma_tail(a, x, true);
}

double dist_chi_square_upper(double x, double df)
{
	return dist_gamma_upper(df / 2, x / 2);
}

/* How far x lies below the mean a / (a + b), times a + b. */
static double beta_below(double x, double y, double a, double b)
{
	return a > b ? (a + b) * y - b : a - (a + b) * x;
}

/* x^a y^b / B(a, b), y = 1 - x: Didonato and Morris's brcomp. */
static double beta_front(double x, double y, double a, double b)
{
	double below = beta_below(x, y, a, b);

	if (a < 10 || b < 10)
		return exp(a * (x < 0.5 ? log(x) : log1p(-y)) + b * (y < 0.5 ? log(y) : log1p(-x)) -
		           dist_log_beta(a, b));
	return sqrt(a * b / ((a + b) * 2 * PI)) *
	       exp(a * log_minus(x * (a + b) / a, -below / a) +
	           b * log_minus(y * (a + b) / b, below / b) -
	           (stirling_rest(a) + stirling_rest(b) - stirling_rest(a + b)));
}

/* I_x(a, b) without its front, x <= a / (a + b): their continued fraction (equation 9), in their names. */
static double beta_fraction(double x, double y, double a, double b)
{
	double c = 1 + beta_below(x, y, a, b), c0 = b / a, c1 = 1 + 1 / a, p = 1, s = a + 1;
	double an = 0, bn = 1, an1 = 1, bn1 = c / c1, r = c1 / c;

	for (int n = 1; n < STEPS; n++) {
		double t = n / a, w = n * (b - n) * x, e = a / s,
		       alpha = p * (p + c0) * e * e * w * x, beta, before = r;

		e = (1 + t) / (c1 + 2 * t);
		beta = n + w / s + e * (c + n * (y + 1));
		p = 1 + t;
		s += 2;
		t = alpha * an + beta * an1;
		an = an1;
		an1 = t;
		t = alpha * bn + beta * bn1;
		bn = bn1;
		bn1 = t;
		r = an1 / bn1;
		if (fabs(r - before) <= DBL_EPSILON * r)
			return r;
		an /= bn1;
		bn /= bn1;
		an1 = r;
		bn1 = 1;
	}
	return NAN;
}

/* I_x(a, b) with y = 1 - x given apart, so that an x near 1 loses nothing. */
static double beta_lower(double x, double y, double a, double b)
{
	if (!(a > 0 && b > 0 && x >= 0 && y >= 0) || isinf(a) || isinf(b))
		return NAN;
	if (x == 0 || y == 0)
		return x == 0 ? 0 : 1;
	if (beta_below(x, y, a, b) >= 0)
		return beta_front(x, y, a, b) * beta_fraction(x, y, a, b);
	return 1 - beta_front(y, x, b, a) * beta_fraction(y, x, b, a);
}

double dist_beta_lower(double x, double a, double b)
{
	return beta_lower(x, 1 - x, a, b);
}

double dist_beta_upper(double x, double a, double b)
{
	return beta_lower(1 - x, x, b, a);
}

/* Newton on the log of the smaller tail against the log of the nearer end's distance; bracketed. */
double dist_beta_quantile(double p, double a, double b)
{
	double low = 0, high = 1, x = a / (a + b);

	if (!(p >= 0 && p <= 1 && a > 0 && b > 0) || isinf(a) || isinf(b))
		return NAN;
	if (p == 0 || p == 1)
		return p;
	for (int i = 0; i < 400; i++) {
		double tail = p < 0.5 ? dist_beta_lower(x, a, b) : dist_beta_upper(x, a, b);
		double off = p < 0.5 ? log(tail / p) : -log(tail / (1 - p)), next;
		double step = -off * tail / beta_front(x, 1 - x, a, b);

		if (off > 0)
			high = x;
		else
			low = x;
		next = x < 0.5 ? x * exp(step * (1 - x)) : 1 - (1 - x) * exp(-step * x);
		if (off == 0 || fabs(next - x) <= DBL_EPSILON * x)
			break;
		if (!(next > low && next < high))
			next = low == 0 ? high * high / 2 : low + (high - low) / 2;
		if (next <= low || next >= high)
			return next;
		x = next;
	}
	return x;
}

/* Both P(|T| >= t) and P(|T| < t): with u = t^2 / df they are incomplete betas at 1/(1+u) and u/(1+u). */
static void t_tails(double t, double df, double *outer, double *inner)
{
	double u = t / sqrt(df) * (t / sqrt(df)), x = 1 / (1 + u), y = isinf(u) ? 1 : u / (1 + u);

	if (df > 1e15) {
		*outer = erfc(fabs(t) / sqrt(2));
		*inner = erf(fabs(t) / sqrt(2));
	} else {
		*outer = beta_lower(x, y, df / 2, 0.5);
		*inner = beta_lower(y, x, 0.5, df / 2);
	}
}

double dist_t_two_sided(double t, double df)
{
	double outer, inner;

	if (isnan(t) || !(df > 0))
		return NAN;
	t_tails(t, df, &outer, &inner);
	return outer;
}

/* Newton on log probability against log t, nearly a straight line on both ends; bracketed. */
double dist_t_quantile(double p, double df)
{
	double q = p < 0.5 ? p : 1 - p, low = 0, high = DBL_MAX, t, density;
	bool tail = q < 0.25;

	if (!(p >= 0 && p <= 1 && df > 0))
		return NAN;
	if (df > 1e15 || q == 0)
		return dist_normal_quantile(p);
	if (q == 0.5)
		return 0;
	t = -dist_normal_quantile(q);
	for (int i = 0; i < 200; i++) {
		double outer, inner, off, next;

		t_tails(t, df, &outer, &inner);
		density = exp(-(df + 1) / 2 * log1p(t / df * t) - dist_log_beta(0.5, df / 2)) / sqrt(df);
		off = tail ? log(outer / (2 * q)) : log(inner / (1 - 2 * q));
		if ((off > 0) == tail)
			low = t;
		else
			high = t;
		next = t * exp(off * (tail ? outer : -inner) / (2 * t * density));
		if (off == 0 || fabs(next - t) <= 2 * DBL_EPSILON * t)
			break;
		if (!(next > low && next < high))
			next = high < DBL_MAX ? low + (high - low) / 2 : 2 * t;
		if (next <= low || next >= high)
			break;
		t = next;
	}
	return p < 0.5 ? -t : t;
}
