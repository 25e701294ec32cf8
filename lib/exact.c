/* exact - decimals that add up. */
#include "exact.h"

#include "eight.h"
#include "num.h"

#define MOST ((__int128)(((unsigned __int128)1 << 127) - 1))

/* One to five digits and two decimals, as most money is: all eight bytes at once. */
static bool parse_cents(struct str text, struct exact *out)
{
	const uint64_t tens = 0x00ff00ff00ff00ffu, zeros = 0x3030303030303030u;
	bool negative = text.n && text.p[0] == '-';
	struct str s = { text.p + negative, text.n - negative };
	uint64_t x, d;
	int64_t cents;

	if (s.n < 4 || s.n > 8)
		return false;
	x = eight_tail(s);
	if ((x >> 40 & 255) != '.')
		return false;
	x = (x & 0xffff000000000000u) | (x << 8 & 0x0000ffffffffff00u); /* without the point */
	d = x ^ (zeros << (72 - 8 * s.n));
	if (((d + 0x7676767676767676u) | d) & 0x8080808080808080u)
		return false;
	d = (d * 10 + (d >> 8)) & tens; /* pairs of digits, then fours, then all */
	d = (d * 100 + (d >> 16)) & 0x0000ffff0000ffffu;
	cents = (int64_t)((d * 10000 + (d >> 32)) & 0xffffffffu);
	cents *= EXACT_ONE / 100;
	out->units = negative ? -cents : cents;
	return true;
}

/* Nine decimals or fewer and at most 18 digits in all: nothing can overflow. */
static bool parse_short(struct str text, struct exact *out)
{
	static const int64_t scale[] = { 1000000000, 100000000, 10000000, 1000000, 100000,
		                         10000,      1000,      100,      10,      1 };
	bool negative = text.n && text.p[0] == '-', point = false;
	size_t i = negative, decimals = 0;
	int64_t digits = 0;

	if (text.n > 18 || i == text.n || text.p[i] == '.' || text.p[text.n - 1] == '.')
		return false;
	for (; i < text.n; i++) {
		unsigned digit = (unsigned)(unsigned char)text.p[i] - '0';

		if (digit > 9) {
			if (text.p[i] != '.' || point)
				return false;
			point = true;
			continue;
		}
		digits = digits * 10 + digit;
		decimals += point;
	}
	if (decimals > 9)
		return false;
	out->units = (__int128)(negative ? -digits : digits) * scale[decimals];
	return true;
}

static bool times_ten(__int128 *value, unsigned digit)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	       !__builtin_add_overflow(*value, (__int128)digit, value);
}

/* Any number. */
static __attribute__((noinline)) bool parse_any(struct str text, struct exact *out)
{
	double checked;
	__int128 value = 0;
	long scale = 9, e = 0;
	bool point = false, down = false;
	size_t i;

	if (parse_short(text, out))
		return true;
	if (!num_parse(text, &checked)) /* the form, once and for all */
		return false;
	for (i = text.p[0] == '-'; i < text.n && (text.p[i] | 32) != 'e'; i++) {
		if (text.p[i] == '.')
			point = true;
		else if (text.p[i] == '0' && value == 0)
			scale -= point;
		else if (!times_ten(&value, (unsigned)(text.p[i] - '0')))
			return false;
		else
			scale -= point;
	}
	for (i++; i < text.n; i++) {
		if (text.p[i] == '-')
			down = true;
		else if (text.p[i] != '+')
			e = e < 1000 ? e * 10 + (text.p[i] - '0') : e;
	}
	scale += down ? -e : e;
	for (; value && scale < 0; scale++) {
		if (value % 10)
			return false;
		value /= 10;
	}
	for (; value && scale > 0; scale--)
		if (!times_ten(&value, 0))
			return false;
	out->units = text.p[0] == '-' ? -value : value;
	return true;
}

bool exact_parse(struct str text, struct exact *out)
{
	return parse_cents(text, out) || parse_any(text, out);
}

bool exact_add(struct exact *sum, struct exact x)
{
	__int128 units;

	if (__builtin_add_overflow(sum->units, x.units, &units))
		return false;
	sum->units = units;
	return true;
}

void exact_sum_add(struct exact_sum *sum, struct exact x)
{
	if (__builtin_add_overflow(sum->units, x.units, &sum->units))
		sum->wraps += x.units > 0 ? 1 : -1;
}

void exact_sum_merge(struct exact_sum *sum, const struct exact_sum *other)
{
	exact_sum_add(sum, (struct exact){ other->units });
	sum->wraps += other->wraps;
}

bool exact_sum_result(const struct exact_sum *sum, struct exact *out)
{
	out->units = sum->units;
	return sum->wraps == 0 && sum->units >= -MOST;
}

bool exact_times(struct exact a, struct exact b, struct exact *out)
{
	__int128 whole, part, low, units;
	__int128 rest = b.units % EXACT_ONE;

	/* a * b / 1e9 = a * (b div 1e9) + a * (b mod 1e9) / 1e9, the second again in two parts */
	if (__builtin_mul_overflow(a.units, b.units / EXACT_ONE, &whole))
		return false;
	part = a.units / EXACT_ONE * rest;
	low = a.units % EXACT_ONE * rest;
	low = (low + (low < 0 ? -EXACT_ONE / 2 : EXACT_ONE / 2)) / EXACT_ONE;
	if (__builtin_add_overflow(whole, part, &units) ||
	    __builtin_add_overflow(units, low, &units) || units > MOST || units < -MOST)
		return false;
	out->units = units;
	return true;
}

/* Money up to some millions, as nearly all of it is. */
static size_t print_short(char *out, int64_t units)
{
	uint64_t left = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
	uint64_t whole = left / EXACT_ONE;
	uint32_t fraction = (uint32_t)(left % EXACT_ONE);
	int decimals = 9;
	size_t n = 0;

	if (units < 0)
		out[n++] = '-';
	n += num_print_int(out + n, (int64_t)whole);
	if (!fraction)
		return n;
	if (fraction % 10000000 == 0) {
		fraction /= 10000000;
		decimals = 2;
	}
	for (; fraction % 10 == 0; fraction /= 10)
		decimals--;
	out[n] = '.';
	for (int i = decimals; i > 0; i--, fraction /= 10)
		out[n + (size_t)i] = (char)('0' + fraction % 10);
	return n + 1 + (size_t)decimals;
}

size_t exact_print(char *out, struct exact x)
{
	unsigned __int128 left =
		x.units < 0 ? 0 - (unsigned __int128)x.units : (unsigned __int128)x.units;
	uint64_t fraction = (uint64_t)(left % EXACT_ONE);
	char back[EXACT_TEXT];
	size_t n = 0, at = 0;
	int decimals = 9;

	if (x.units == (int64_t)x.units && x.units != INT64_MIN)
		return print_short(out, (int64_t)x.units);
	left /= EXACT_ONE;
	for (; fraction && fraction % 10 == 0; fraction /= 10)
		decimals--;
	if (fraction) {
		for (; decimals; decimals--, fraction /= 10)
			back[n++] = (char)('0' + fraction % 10);
		back[n++] = '.';
	}
	while (left > UINT64_MAX) {
		back[n++] = (char)('0' + (unsigned)(left % 10));
		left /= 10;
	}
	for (uint64_t whole = (uint64_t)left; whole || n == 0 || back[n - 1] == '.'; whole /= 10)
		back[n++] = (char)('0' + whole % 10);
	if (x.units < 0)
		out[at++] = '-';
	while (n)
		out[at++] = back[--n];
	return at;
}

void exact_put(struct buf *b, struct exact x)
{
	buf_reserve(b, EXACT_TEXT);
	b->n += exact_print(b->p + b->n, x);
}

/* One correctly rounded division when the units fit a double; otherwise through the decimal text. */
double exact_double(struct exact x)
{
	char text[EXACT_TEXT];
	double d = 0;

	if (x.units <= 1ll << 53 && x.units >= -(1ll << 53))
		return (double)(int64_t)x.units / EXACT_ONE;
	num_parse((struct str){ text, exact_print(text, x) }, &d);
	return d;
}
