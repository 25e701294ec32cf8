/* lanes - logarithms, exponentials and power series of many numbers at once, in the widest registers there are. */
#include "lanes.h"

#include <stdint.h>
#include <string.h>

#include "widths.h"

/* ln 2 in two parts, of which the first has zeros at its end: its product with a small whole number is exact. */
#define LN2_HIGH 6.93147180369123816490e-01
#define LN2_LOW 1.90821492927058770002e-10
#define ONE ((uint64_t)1023 << 52)    /* the bits of 1.0 */
#define HALF_ROOT 0x3fe6a09e00000000u /* of the square root of 1/2, cut short */
#define WHOLE 0x1p52                  /* its last bit is worth 1, */
#define ROUND (0x1p52 + 0x1p51)       /* also with a sign */

/* The functions once for each register width, in bytes; see widths.h. Polynomials are those of fdlibm (Sun, 1993). */
#define KERNELS(width, target)                                                                          \
	static inline target __attribute__((always_inline)) real##width log_of##width(real##width x)    \
	{                                                                                               \
		bits##width b = (bits##width)x;                                                         \
		bits##width k = (b - HALF_ROOT + ONE) >> 52; /* exponent, from 1023 */                  \
		real##width power = (real##width)(k | 0x4330000000000000u) - (WHOLE + 1023);            \
		real##width f = (real##width)(b - (k << 52) + ONE) - 1.0, s = f / (2.0 + f);            \
		real##width z = s * s, w = z * z, half = 0.5 * f * f;                                   \
		real##width odd = w * (3.999999999940941908e-01 +                                       \
		                       w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));  \
		real##width even =                                                                      \
			z * (6.666666666666735130e-01 +                                                 \
		             w * (2.857142874366239149e-01 +                                            \
		                  w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));      \
                                                                                                        \
		return power * LN2_HIGH - ((half - (s * (half + (odd + even)) + power * LN2_LOW)) - f); \
	}                                                                                               \
                                                                                                        \
	static inline target __attribute__((always_inline)) real##width exp_of##width(real##width x)    \
	{                                                                                               \
		bits##width low = (bits##width)(x < -708.0), high = (bits##width)(x > 709.0);           \
		real##width k, hi, lo, r, t, c;                                                         \
		bits##width step;                                                                       \
                                                                                                        \
		x = (real##width)((low & (bits##width)((real##width){ 0 } - 708.0)) |                   \
		                  (high & (bits##width)((real##width){ 0 } + 709.0)) |                  \
		                  (~(low | high) & (bits##width)x));                                    \
		k = x * 1.44269504088896338700e+00 + ROUND;                                             \
		step = (bits##width)k << 52;                                                            \
		k -= ROUND;                                                                             \
		hi = x - k * LN2_HIGH;                                                                  \
		lo = k * LN2_LOW;                                                                       \
		r = hi - lo;                                                                            \
		t = r * r;                                                                              \
		c = r - t * (1.66666666666666019037e-01 +                                               \
		             t * (-2.77777777770155933842e-03 +                                         \
		                  t * (6.61375632143793436117e-05 +                                     \
		                       t * (-1.65339022054652515390e-06 +                               \
		                            t * 4.13813679705723846039e-08))));                         \
		return (real##width)((bits##width)(1.0 - ((lo - (r * c) / (2.0 - c)) - hi)) + step);    \
	}                                                                                               \
                                                                                                        \
	static target void log##width(double *out, const double *x)                                     \
	{                                                                                               \
		for (size_t i = 0; i < LANES; i += (width) / 8)                                         \
			*(real##width *)(out + i) = log_of##width(*(const real##width *)(x + i));       \
	}                                                                                               \
                                                                                                        \
	static target void exp##width(double *out, const double *x)                                     \
	{                                                                                               \
		for (size_t i = 0; i < LANES; i += (width) / 8)                                         \
			*(real##width *)(out + i) = exp_of##width(*(const real##width *)(x + i));       \
	}                                                                                               \
                                                                                                        \
	/* Horner in z^8, of LANES series that then meet. */                                            \
	static target double series##width(const double *c, double z, size_t blocks)                    \
	{                                                                                               \
		enum { PARTS = LANES * 8 / (width) };                                                   \
		double z2 = z * z, z4 = z2 * z2, z8 = z4 * z4, s[LANES];                                \
		real##width sum[PARTS];                                                                 \
                                                                                                        \
		c += (blocks - 1) * LANES;                                                              \
		memcpy(sum, c, sizeof(sum));                                                            \
		while (--blocks) {                                                                      \
			c -= LANES;                                                                     \
			for (size_t i = 0; i < PARTS; i++)                                              \
				sum[i] = sum[i] * z8 + *(const real##width *)(c + i * (width) / 8);     \
		}                                                                                       \
		memcpy(s, sum, sizeof(s));                                                              \
		return ((s[0] + s[1] * z) + z2 * (s[2] + s[3] * z)) +                                   \
		       z4 * ((s[4] + s[5] * z) + z2 * (s[6] + s[7] * z));                               \
	}                                                                                               \
                                                                                                        \
	static const struct kernels kernels##width = { log##width, exp##width, series##width };

struct kernels {
	void (*log)(double *out, const double *x); /* LANES of them */
	void (*exp)(double *out, const double *x);
	double (*series)(const double *c, double z, size_t blocks);
};

WIDTHS(KERNELS)

static void each(void (*fn)(double *out, const double *x), double *out, const double *x, size_t n)
{
	size_t whole = n - n % LANES;

	for (size_t i = 0; i < whole; i += LANES)
		fn(out + i, x + i);
	if (whole < n) {
		double rest[LANES] = { 1, 1, 1, 1, 1, 1, 1, 1 };

		memcpy(rest, x + whole, (n - whole) * sizeof(*x));
		fn(rest, rest);
		memcpy(out + whole, rest, (n - whole) * sizeof(*x));
	}
}

void lanes_log(double *out, const double *x, size_t n)
{
	each(widest()->log, out, x, n);
}

void lanes_exp(double *out, const double *x, size_t n)
{
	each(widest()->exp, out, x, n);
}

void lanes_series(double *out, const double *const *coefficient, const double *z,
                  const size_t *blocks, size_t n)
{
	const struct kernels *k = widest();

	for (size_t i = 0; i < n; i++)
		out[i] = k->series(coefficient[i], z[i], blocks[i]);
}
