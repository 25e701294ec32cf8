/* num - numbers in and out of text, strictly and without a locale. */
#include "num.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define POW10_LEAST -292
#define POW10_MOST 324
#define LIMBS 38 /* of 32 bits: 2^1215 > 10^324 and room below 10^-292 */

/* 10^k rounded up to 128 significant bits, k from POW10_LEAST to POW10_MOST. */
static struct {
	uint64_t high, low;
} pow10_bits[POW10_MOST - POW10_LEAST + 1];

static pthread_once_t pow10_once = PTHREAD_ONCE_INIT;
static locale_t c_locale;

/* The top 128 bits of a number of 32-bit limbs, plus one unit when `inexact` or when bits were left behind. */
static void pow10_keep(int k, const uint32_t *limb, bool inexact)
{
	unsigned __int128 bits = 0;
	int top = LIMBS - 1, shift;

	while (!limb[top])
		top--;
	shift = __builtin_clz(limb[top]);
	for (int i = 0; i < 5; i++) { /* 160 bits, of which 128 are kept */
		uint64_t word = top - i >= 0 ? limb[top - i] : 0;
		int at = 96 + shift - 32 * i;

		if (at >= 0) {
			bits |= (unsigned __int128)word << at;
		} else {
			bits |= word >> -at;
			inexact |= (word & ((1ull << -at) - 1)) != 0;
		}
	}
	for (int i = top - 5; i >= 0; i--)
		inexact |= limb[i] != 0;
	bits += inexact;
	pow10_bits[k - POW10_LEAST].high = (uint64_t)(bits >> 64);
	pow10_bits[k - POW10_LEAST].low = (uint64_t)bits;
}

/* Powers up are exact products; powers down are floor(2^1215 / 10^n), which repeated floor division gives exactly. */
static void pow10_make(void)
{
	uint32_t limb[LIMBS] = { 1 };

	for (int k = 0; k <= POW10_MOST; k++) {
		uint64_t carry = 0;

		pow10_keep(k, limb, false);
		for (int i = 0; i < LIMBS; i++) {
			carry += (uint64_t)limb[i] * 10;
			limb[i] = (uint32_t)carry;
			carry >>= 32;
		}
	}
	memset(limb, 0, sizeof(limb));
	limb[LIMBS - 1] = 0x80000000u;
	for (int k = -1; k >= POW10_LEAST; k--) {
		uint64_t rest = 0;

		for (int i = LIMBS - 1; i >= 0; i--) {
			rest = rest << 32 | limb[i];
			limb[i] = (uint32_t)(rest / 10);
			rest %= 10;
		}
		pow10_keep(k, limb, true);
	}
	c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

/* The general reader: only texts that the exact path cannot take come here, already checked for form. */
static bool parse_slow(struct str text, double *out)
{
	char copy[NUM_MOST + 1];

	pthread_once(&pow10_once, pow10_make);
	if (!c_locale)
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	*out = strtod_l(copy, NULL, c_locale);
	return isfinite(*out);
}

/* A decimal text taken apart: value = digits * 10^scale while `kept` digits (at most 19) tell everything. */
struct decimal {
	uint64_t digits;
	int kept;
	long scale;
	bool negative, cut;
};

static bool decimal_read(struct str text, struct decimal *d)
{
	const char *p = text.p, *end = text.p + text.n;
	bool any = false, point = false;

	*d = (struct decimal){ 0 };
	if (p < end && *p == '-')
		d->negative = true, p++;
	for (; p < end; p++) {
		unsigned digit = (unsigned)(unsigned char)*p - '0';

		if (digit > 9) {
			if (*p != '.' || point)
				break;
			point = true;
			if (!any || p + 1 == end || (unsigned)(unsigned char)p[1] - '0' > 9)
				return false;
			continue;
		}
		any = true;
		if (d->kept < 19) {
			d->digits = d->digits * 10 + digit;
			d->kept += d->digits != 0;
			d->scale -= point;
		} else {
			d->cut |= digit != 0;
			d->scale += !point;
		}
	}
	if (!any)
		return false;
	if (p < end && (*p == 'e' || *p == 'E')) {
		bool down = false;
		long e = 0;

		p++;
		if (p < end && (*p == '-' || *p == '+'))
			down = *p++ == '-';
		if (p == end)
			return false;
		for (; p < end; p++) {
			unsigned digit = (unsigned)(unsigned char)*p - '0';

			if (digit > 9)
				return false;
			e = e < 100000 ? e * 10 + (long)digit : e;
		}
		d->scale += down ? -e : e;
	}
	return p == end;
}

static const double power[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
	                        1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
	                        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* Clinger's exact path: both parts are doubles without error, and one operation rounds once. */
bool num_parse(struct str text, double *out)
{
	struct decimal d;
	double x;

	if (text.n > NUM_MOST || !decimal_read(text, &d))
		return false;
	if (d.digits == 0 && !d.cut) {
		*out = 0;
		return true;
	}
	if (d.cut || d.digits > 1ull << 53 || d.scale < -22 || d.scale > 22)
		return parse_slow(text, out);
	x = (double)d.digits;
	x = d.scale < 0 ? x / power[-d.scale] : x * power[d.scale];
	*out = d.negative ? -x : x;
	return true;
}

#if defined(__x86_64__)
/* The value of sixteen digits: pairs, then fours, then eights are joined by a multiplication each. */
__attribute__((target("sse4.1"))) static inline uint64_t sixteen_digits(__m128i digits)
{
	__m128i two = _mm_maddubs_epi16(digits, _mm_set1_epi16(1 << 8 | 10));
	__m128i four = _mm_madd_epi16(two, _mm_set1_epi32(1 << 16 | 100));
	__m128i eight = _mm_madd_epi16(_mm_packus_epi32(four, four), _mm_set1_epi32(1 << 16 | 10000));
	uint64_t both = (uint64_t)_mm_cvtsi128_si64(eight);

	return (both & UINT32_MAX) * 100000000 + (both >> 32);
}

/* Digits with a point among them, sixteen characters at most; the same operations on the same digits as num_parse. */
__attribute__((target("sse4.1"))) static bool parse_sixteen(struct str text, double *out)
{
	static const double unit[] = { 1, -1 };
	const __m128i at = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	bool negative = text.n && text.p[0] == '-';
	size_t n = text.n - negative, behind = 0;
	__m128i bytes, digits, from;
	unsigned point, other;
	uint64_t value;

	if (n < 1 || n > 16)
		return num_parse(text, out);
	bytes = _mm_loadu_si128((const __m128i *)(text.p + negative));
	digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
	point = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')));
	other = ~(unsigned)_mm_movemask_epi8(
		_mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits));
	point &= (1u << n) - 1;
	other &= (1u << n) - 1;
	if (other != point || (point & (point - 1)) || (point & (1 | 1u << (n - 1))))
		return num_parse(text, out);
	/* The last digit goes to the last place, and what stands before the point one place further. */
	from = _mm_add_epi8(at, _mm_set1_epi8((char)(n - 16)));
	if (point) {
		behind = n - 1 - (size_t)__builtin_ctz(point);
		from = _mm_add_epi8(from, _mm_cmpgt_epi8(_mm_set1_epi8((char)(16 - behind)), at));
	}
	value = sixteen_digits(_mm_shuffle_epi8(digits, from));
	if (value > 1ull << 53)
		return num_parse(text, out);
	*out = (double)(int64_t)value / power[behind] * unit[negative && value];
	return true;
}
#endif

bool num_parse_fast(struct str text, double *out)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("sse4.1"))
		return parse_sixteen(text, out);
#endif
	return num_parse(text, out);
}

bool num_parse_int(struct str text, int64_t *out)
{
	bool negative = text.n && text.p[0] == '-';
	uint64_t digits;

	if (!num_parse_count((struct str){ text.p + negative, text.n - negative },
	                     (uint64_t)INT64_MAX + negative, &digits))
		return false;
	*out = negative ? (int64_t)(0 - digits) : (int64_t)digits;
	return true;
}

bool num_parse_count(struct str text, uint64_t most, uint64_t *out)
{
	uint64_t value = 0;

	if (!text.n || text.n > NUM_MOST)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		unsigned digit = (unsigned)(unsigned char)text.p[i] - '0';

		if (digit > 9 || __builtin_mul_overflow(value, 10u, &value) ||
		    __builtin_add_overflow(value, (uint64_t)digit, &value) || value > most)
			return false;
	}
	*out = value;
	return true;
}

/* floor(g * c / 2^128) with a sticky last bit (round to odd): section 9.9 of the paper. */
static uint64_t round_to_odd(uint64_t high, uint64_t low, uint64_t c)
{
	unsigned __int128 x = (unsigned __int128)low * c;
	unsigned __int128 y = (unsigned __int128)high * c + (uint64_t)(x >> 64);

	return (uint64_t)(y >> 64) | ((uint64_t)y > 1);
}

/* The shortest digits and exponent of a finite positive double: section 8 of the paper. */
static uint64_t shortest(double x, int *exponent)
{
	uint64_t bits, c, low, high, s, vb, vbl, vbr;
	int q, k, h;
	bool even, closer;

	memcpy(&bits, &x, sizeof(bits));
	c = bits & ((1ull << 52) - 1);
	q = (int)(bits >> 52);
	closer = c == 0 && q > 1;
	if (q) {
		c |= 1ull << 52;
		q -= 1075;
		if (q <= 0 && q > -53 && (c & ((1ull << -q) - 1)) == 0) {
			*exponent = 0;
			return c >> -q;
		}
	} else {
		q = -1074;
	}
	even = c % 2 == 0;
	k = (q * 1262611 - (closer ? 524031 : 0)) >> 22;
	h = q + ((-k * 1741647) >> 19) + 1;
	pthread_once(&pow10_once, pow10_make);
	high = pow10_bits[-k - POW10_LEAST].high;
	low = pow10_bits[-k - POW10_LEAST].low;
	vbl = round_to_odd(high, low, (4 * c - 2 + closer) << h) + !even;
	vb = round_to_odd(high, low, (4 * c) << h);
	vbr = round_to_odd(high, low, (4 * c + 2) << h) - !even;
	s = vb / 4;
	*exponent = k;
	if (s >= 10) {
		uint64_t ten = s / 10;
		bool under = vbl <= 40 * ten, over = 40 * ten + 40 <= vbr;

		if (under != over) {
			*exponent = k + 1;
			return ten + over;
		}
	}
	if ((vbl <= 4 * s) != (4 * s + 4 <= vbr))
		return s + (4 * s + 4 <= vbr);
	return s + (vb > 4 * s + 2 || (vb == 4 * s + 2 && (s & 1)));
}

static const char pairs[] = "0001020304050607080910111213141516171819202122232425262728293031323334"
			    "3536373839404142434445464748"
			    "4950515253545556575859606162636465666768697071727374757677787980818283"
			    "8485868788899091929394959697"
			    "9899";

static size_t print_digits(char *out, uint64_t digits)
{
	char back[20];
	size_t at = sizeof(back);

	for (; digits >= 100; digits /= 100)
		memcpy(back + (at -= 2), pairs + 2 * (digits % 100), 2);
	if (digits >= 10)
		memcpy(back + (at -= 2), pairs + 2 * digits, 2);
	else
		back[--at] = (char)('0' + digits);
	memcpy(out, back + at, sizeof(back) - at);
	return sizeof(back) - at;
}

size_t num_print(char *out, double x)
{
	size_t at = 0, n;
	char text[20];
	uint64_t digits;
	int exponent, point;

	if (!isfinite(x))
		return 0;
	if (x == 0) {
		out[0] = '0';
		return 1;
	}
	if (x < 0)
		out[at++] = '-';
	digits = shortest(fabs(x), &exponent);
	while (digits % 10 == 0)
		digits /= 10, exponent++;
	n = print_digits(text, digits);
	point = (int)n + exponent; /* digits before the decimal point */
	if (point > 21 || point < -5) {
		out[at++] = text[0];
		if (n > 1) {
			out[at++] = '.';
			memcpy(out + at, text + 1, n - 1);
			at += n - 1;
		}
		out[at++] = 'e';
		return at + num_print_int(out + at, point - 1);
	}
	if (point <= 0) {
		memcpy(out + at, "0.00000", (size_t)(2 - point));
		at += (size_t)(2 - point);
		memcpy(out + at, text, n);
		return at + n;
	}
	if (point >= (int)n) {
		memcpy(out + at, text, n);
		memset(out + at + n, '0', (size_t)point - n);
		return at + (size_t)point;
	}
	memcpy(out + at, text, (size_t)point);
	out[at + (size_t)point] = '.';
	memcpy(out + at + point + 1, text + point, n - (size_t)point);
	return at + n + 1;
}

size_t num_print_int(char *out, int64_t x)
{
	if (x < 0) {
		out[0] = '-';
		return 1 + print_digits(out + 1, 0 - (uint64_t)x);
	}
	return print_digits(out, (uint64_t)x);
}
