/* figure - numbers as people read them. */
#include "figure.h"

#include <math.h>
#include <stdio.h>

#include "day.h"
#include "num.h"

#define MINUS "\xE2\x88\x92"

/* Thousands separators into the digits of a whole number. */
static void put_grouped(struct buf *b, const char *digits)
{
	size_t n = strlen(digits);

	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			buf_char(b, ',');
		buf_char(b, digits[i]);
	}
}

static void put_whole(struct buf *b, double x)
{
	char digits[340];

	snprintf(digits, sizeof(digits), "%.0f", x);
	put_grouped(b, digits);
}

void figure_count(struct buf *b, uint64_t n)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);
	put_grouped(b, digits);
}

void figure_percent(struct buf *b, double share)
{
	double percent = fabs(share) * 100;

	if (isnan(share))
		return;
	if (percent > 0 && percent < 0.1) {
		buf_text(b, share < 0 ? MINUS "0.1%" : "<0.1%");
		return;
	}
	if (share < 0)
		buf_text(b, MINUS);
	if (percent == 0 || percent >= 0.95)
		put_whole(b, percent);
	else
		buf_printf(b, "%.1f", percent);
	buf_char(b, '%');
}

/* x rounded to three digits, x >= 1. */
static double three_digits(double x)
{
	char text[32];
	double rounded = x;

	snprintf(text, sizeof(text), "%.2e", x);
	num_parse(str_of(text), &rounded);
	return rounded;
}

/* 1 <= x < 1000 with three digits in all. */
static void put_scaled(struct buf *b, double x, const char *unit)
{
	buf_printf(b, x < 9.995 ? "%.2f%s" : x < 99.95 ? "%.1f%s" : "%.0f%s", x, unit);
}

void figure_money(struct buf *b, double amount, const char *currency)
{
	double x = fabs(amount);
	size_t n = strlen(currency);

	if (isnan(amount))
		return;
	if (amount < 0)
		buf_text(b, MINUS);
	buf_text(b, currency);
	if (n && ((currency[n - 1] | 32) >= 'a' && (currency[n - 1] | 32) <= 'z'))
		buf_char(b, ' ');
	if (x == 0)
		buf_char(b, '0');
	else if (x < 99.995)
		buf_printf(b, "%.2f", x);
	else if (x < 999.5)
		buf_printf(b, "%.0f", x);
	else if (x < 9995)
		put_whole(b, three_digits(x));
	else if (x < 999500)
		buf_printf(b, "%.0fk", x / 1e3);
	else if (x < 999.5e6)
		put_scaled(b, x / 1e6, "m");
	else if (x < 999.5e9)
		put_scaled(b, x / 1e9, "bn");
	else
		put_whole(b, three_digits(x));
}

void figure_number(struct buf *b, double x)
{
	char text[32];
	size_t n;

	if (isnan(x))
		return;
	if (x < 0)
		buf_text(b, MINUS);
	x = fabs(x);
	if (x >= 99.5) {
		put_whole(b, x);
		return;
	}
	snprintf(text, sizeof(text), "%.*f", x >= 9.995 ? 1 : x >= 0.0995 || x == 0 ? 2 : 3, x);
	n = strlen(text);
	while (text[n - 1] == '0')
		n--;
	buf_bytes(b, text, text[n - 1] == '.' ? n - 1 : n);
}

void figure_change(struct buf *b, double part)
{
	double percent = fabs(part) * 100;

	if (isnan(part))
		return;
	buf_text(b, percent < 0.5 ? "±" : part < 0 ? MINUS : "+");
	put_whole(b, percent);
	buf_char(b, '%');
}

void figure_p(struct buf *b, double p)
{
	if (p < 0.001)
		buf_text(b, "p < 0.001");
	else if (!isnan(p))
		buf_printf(b, "p = %.2g", p);
}

void figure_whole(struct buf *b, double x)
{
	if (isnan(x))
		return;
	if (x < -0.5)
		buf_text(b, MINUS);
	put_whole(b, fabs(x));
}

void figure_ratio(struct buf *b, double x)
{
	double size = fabs(x);

	if (isnan(x))
		return;
	if (x < 0)
		buf_text(b, MINUS);
	if (size >= 99.95)
		put_whole(b, size);
	else
		buf_printf(b, size < 9.995 ? "%.2f" : "%.1f", size);
}

void figure_date(struct buf *b, int32_t day)
{
	static const char *const months[] = { "January",   "February", "March",    "April",
		                              "May",       "June",     "July",     "August",
		                              "September", "October",  "November", "December" };
	int year, month, of_month;

	day_to_civil(day, &year, &month, &of_month);
	buf_printf(b, "%d %s %d", of_month, months[month - 1], year);
}

void figure_word(struct buf *b, uint64_t n)
{
	static const char *const words[] = { "no",   "one",    "two",   "three", "four",
		                             "five", "six",    "seven", "eight", "nine",
		                             "ten",  "eleven", "twelve" };

	if (n < sizeof(words) / sizeof(*words))
		buf_text(b, words[n]);
	else
		figure_count(b, n);
}
