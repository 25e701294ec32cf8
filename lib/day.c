/* day - civil dates and times as numbers. */
#include "day.h"

#include "eight.h"

#define YEAR_LEAST 1
#define YEAR_MOST 9999

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool day_from_civil(int year, int month, int day, int32_t *out)
{
	/* days of a year that begins in March before the month */
	static const int16_t before[] = { 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275 };
	unsigned y, century;

	if (year < YEAR_LEAST || year > YEAR_MOST || month < 1 || month > 12 || day < 1 ||
	    (day > 28 && day > month_days(year, month)))
		return false;
	y = (unsigned)(year - (month <= 2));
	century = y / 100;
	*out = (int32_t)(y * 365 + y / 4 - century + century / 4) + before[month - 1] + day - 719469;
	return true;
}

/* Neri and Schneider 2023, "Euclidean affine functions and their application to calendar algorithms", figure 12. */
void day_to_civil(int32_t days, int *year, int *month, int *day)
{
	uint32_t n = 4 * (uint32_t)(days + 719468) + 3, century = n / 146097;
	uint32_t of_century = (n % 146097) | 3;
	uint64_t p = (uint64_t)2939745 * of_century;
	uint32_t of_year = (uint32_t)p / 2939745 / 4, m = 2141 * of_year + 197913;
	bool next = of_year >= 306; /* January and February belong to the next year */

	*day = (int)((m & 0xffff) / 2141) + 1;
	*month = (int)(m >> 16) - (next ? 12 : 0);
	*year = (int)(100 * century + (uint32_t)(p >> 32)) + next;
}

/* Takes `least` to `most` digits off the text. */
static bool take_digits(struct str *s, size_t least, size_t most, int *out)
{
	size_t n = 0;
	int value = 0;

	while (n < s->n && n < most && s->p[n] >= '0' && s->p[n] <= '9')
		value = value * 10 + (s->p[n++] - '0');
	if (n < least)
		return false;
	*out = value;
	s->p += n;
	s->n -= n;
	return true;
}

static bool take(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

/* Eight bytes as XX-XX-XX or the like: `form` has 0 for each digit, `more` what carries a byte that is none, or not the
 * mark, into its high bit. Bytes 0, 1 … then are the two-digit numbers that begin there. */
static uint64_t pairs(const char *p, uint64_t form, uint64_t more, uint64_t *bad)
{
	uint64_t d = eight_load(p) ^ form;

	*bad |= ((d + more) | d) & 0x8080808080808080u;
	return d * 10 + (d >> 8);
}

static int pair(uint64_t pairs, int at)
{
	return (int)(pairs >> 8 * at & 255);
}

/* The day of 2026-11-21, without a look at it when it is that of the text before. */
static bool usual_day(const char *p, struct day_memory *last)
{
	uint64_t head = eight_load(p), bad = 0, date;
	unsigned tens = (unsigned)(unsigned char)p[8] - '0', ones = (unsigned)(unsigned char)p[9] - '0';
	uint16_t tail;

	memcpy(&tail, p + 8, sizeof(tail));
	if (head == last->head && tail == last->tail && head)
		return true;
	date = pairs(p, 0x2d30302d30303030, 0x7f76767f76767676, &bad);
	if (bad || tens > 9 || ones > 9 ||
	    !day_from_civil(100 * pair(date, 0) + pair(date, 2), pair(date, 5),
	                    (int)(10 * tens + ones), &last->day))
		return false;
	last->head = head;
	last->tail = tail;
	return true;
}

/* The usual forms at once: 2026-11-21, and T or a blank and 17:30:00 behind it. False says nothing. */
static bool usual(struct str text, struct day_memory *last, struct moment *out)
{
	/* Carries an hour above 23, a minute or second above 59, into the high bit of its byte. */
	const uint64_t late = (127 - 23) | (uint64_t)(127 - 59) << 24 | (uint64_t)(127 - 59) << 48;
	uint64_t bad = 0, time;

	out->second = -1;
	out->offset = 0;
	out->has_offset = false;
	if (text.n == 19) {
		time = pairs(text.p + 11, 0x30303a30303a3030, 0x76767f76767f7676, &bad) & 0x7f00007f00007f;
		bad |= (time + late) & 0x80000080000080;
		if (bad || (text.p[10] != 'T' && text.p[10] != ' '))
			return false;
		out->second = (pair(time, 0) * 60 + pair(time, 3)) * 60 + pair(time, 6);
	} else if (text.n != 10) {
		return false;
	}
	if (!usual_day(text.p, last))
		return false;
	out->day = last->day;
	return true;
}

static bool take_iso_day(struct str *s, int32_t *out)
{
	int y, m, d;

	return take_digits(s, 4, 4, &y) && take(s, '-') && take_digits(s, 2, 2, &m) &&
	       take(s, '-') && take_digits(s, 2, 2, &d) && day_from_civil(y, m, d, out);
}

bool day_parse_iso(struct str text, int32_t *out)
{
	return take_iso_day(&text, out) && !text.n;
}

static void take_blanks(struct str *s)
{
	while (take(s, ' '))
		;
}

/* am and pm in either case, with or without a blank before; 12 am is midnight. */
static bool take_half(struct str *s, int *hour)
{
	struct str t = *s;
	char half;

	take_blanks(&t);
	if (t.n < 2 || (t.p[1] | 32) != 'm' || ((t.p[0] | 32) != 'a' && (t.p[0] | 32) != 'p'))
		return true;
	half = (char)(t.p[0] | 32);
	if (*hour < 1 || *hour > 12)
		return false;
	*hour = *hour % 12 + (half == 'p' ? 12 : 0);
	*s = (struct str){ t.p + 2, t.n - 2 };
	return true;
}

/* Z, +hh:mm, +hhmm or +hh; at most 14 hours either way. */
static bool take_offset(struct str *s, struct moment *out)
{
	int sign, h, m = 0;

	if (take(s, 'Z') || take(s, 'z')) {
		out->has_offset = true;
		return true;
	}
	if (!s->n || (s->p[0] != '+' && s->p[0] != '-'))
		return true;
	sign = s->p[0] == '-' ? -1 : 1;
	s->p++, s->n--;
	if (!take_digits(s, 2, 2, &h))
		return false;
	if (s->n && (take(s, ':') || s->n) && !take_digits(s, 2, 2, &m))
		return false;
	if (h > 14 || m > 59 || h * 60 + m > 840)
		return false;
	out->has_offset = true;
	out->offset = (int16_t)(sign * (h * 60 + m));
	return true;
}

static bool take_time(struct str *s, bool halves, struct moment *out)
{
	int h, m, sec = 0, fraction;

	if (!take_digits(s, 1, 2, &h) || !take(s, ':') || !take_digits(s, 2, 2, &m))
		return false;
	if (take(s, ':')) {
		if (!take_digits(s, 2, 2, &sec))
			return false;
		if (take(s, '.') && !take_digits(s, 1, 9, &fraction))
			return false;
	}
	if ((halves && !take_half(s, &h)) || h > 23 || m > 59 || sec > 59)
		return false;
	out->second = (h * 60 + m) * 60 + sec;
	take_blanks(s);
	return take_offset(s, out);
}

/* The rest after a date: nothing, or T or blanks and a time, with am and pm where `halves` are allowed. */
static bool finish(struct str text, bool halves, struct moment *out)
{
	out->second = -1;
	out->offset = 0;
	out->has_offset = false;
	if (!text.n)
		return true;
	if (!take(&text, 'T') && !take(&text, ' '))
		return false;
	take_blanks(&text);
	return take_time(&text, halves, out) && !text.n;
}

static __attribute__((noinline)) bool unusual(struct str text, struct moment *out)
{
	return take_iso_day(&text, &out->day) && finish(text, false, out);
}

bool day_parse_next(struct str text, struct day_memory *last, struct moment *out)
{
	return usual(text, last, out) || unusual(text, out);
}

bool day_parse_moment(struct str text, struct moment *out)
{
	return day_parse_next(text, &(struct day_memory){ 0 }, out);
}

/* An English month name or its first three letters, perhaps with a full stop. */
static bool take_month(struct str *s, int *out)
{
	static const char names[12][10] = { "january",   "february", "march",    "april",
		                            "may",       "june",     "july",     "august",
		                            "september", "october",  "november", "december" };
	size_t n = 0;

	while (n < s->n && (s->p[n] | 32) >= 'a' && (s->p[n] | 32) <= 'z')
		n++;
	for (int m = 0; m < 12 && n >= 3; m++) {
		size_t i = 0;

		while (i < n && i < sizeof(names[m]) && (s->p[i] | 32) == names[m][i])
			i++;
		if (i < n || (n != 3 && names[m][n] != '\0'))
			continue;
		*out = m + 1;
		s->p += n;
		s->n -= n;
		take(s, '.');
		return true;
	}
	return false;
}

static bool is_mark(char c)
{
	return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',';
}

/* A named month settles day and month; the year is the part of four digits. */
static bool named_date(struct str *s, int *y, int *m, int *d)
{
	bool first = take_month(s, m);

	if (first) {
		while (s->n && is_mark(s->p[0]))
			s->p++, s->n--;
		if (!take_digits(s, 1, 2, d))
			return false;
	} else {
		if (!take_digits(s, 1, 2, d))
			return false;
		while (s->n && is_mark(s->p[0]))
			s->p++, s->n--;
		if (!take_month(s, m))
			return false;
	}
	while (s->n && is_mark(s->p[0]))
		s->p++, s->n--;
	return take_digits(s, 4, 4, y);
}

static bool compact_date(struct str *s, enum day_order order, int *y, int *m, int *d)
{
	switch (order) {
	case DAY_YMD:
		return take_digits(s, 4, 4, y) && take_digits(s, 2, 2, m) && take_digits(s, 2, 2, d);
	case DAY_DMY:
		return take_digits(s, 2, 2, d) && take_digits(s, 2, 2, m) && take_digits(s, 4, 4, y);
	case DAY_MDY:
		return take_digits(s, 2, 2, m) && take_digits(s, 2, 2, d) && take_digits(s, 4, 4, y);
	}
	return false;
}

static bool marked_date(struct str *s, enum day_order order, int *y, int *m, int *d)
{
	char mark;
	bool year_first = s->n > 4 && s->p[4] >= '-' && s->p[4] <= '/' && s->p[2] >= '0' &&
	                  s->p[2] <= '9' && s->p[1] >= '0' && s->p[3] >= '0';
	int *first = year_first ? y : order == DAY_MDY ? m : d;
	int *second = year_first ? m : order == DAY_MDY ? d : m;
	int *third = year_first ? d : y;

	if (!year_first && order == DAY_YMD)
		return false;
	if (!take_digits(s, year_first ? 4 : 1, year_first ? 4 : 2, first) || !s->n ||
	    s->p[0] < '-' || s->p[0] > '/')
		return false;
	mark = s->p[0];
	return take(s, mark) && take_digits(s, 1, 2, second) && take(s, mark) &&
	       take_digits(s, year_first ? 1 : 4, year_first ? 2 : 4, third);
}

bool day_parse(struct str text, enum day_order order, struct moment *out)
{
	size_t digits = 0;
	bool letters = false, ok;
	int y = 0, m = 0, d = 0;

	while (digits < text.n && text.p[digits] >= '0' && text.p[digits] <= '9')
		digits++;
	for (size_t i = 0; i < text.n && i < 6; i++)
		letters |= (text.p[i] | 32) >= 'a' && (text.p[i] | 32) <= 'z';
	if (letters)
		ok = named_date(&text, &y, &m, &d);
	else if (digits == 8)
		ok = compact_date(&text, order, &y, &m, &d);
	else
		ok = marked_date(&text, order, &y, &m, &d);
	return ok && day_from_civil(y, m, d, &out->day) && finish(text, true, out);
}

static void two_digits(char *out, int value)
{
	out[0] = (char)('0' + value / 10);
	out[1] = (char)('0' + value % 10);
}

size_t day_print(char *out, int32_t day)
{
	int y, m, d;

	day_to_civil(day, &y, &m, &d);
	two_digits(out, y / 100);
	two_digits(out + 2, y % 100);
	out[4] = out[7] = '-';
	two_digits(out + 5, m);
	two_digits(out + 8, d);
	return DAY_TEXT;
}

size_t day_print_moment(char *out, const struct moment *m)
{
	size_t n = day_print(out, m->day);
	int away = m->offset < 0 ? -m->offset : m->offset;

	if (m->second < 0)
		return n;
	out[n] = 'T';
	two_digits(out + n + 1, m->second / 3600);
	out[n + 3] = ':';
	two_digits(out + n + 4, m->second / 60 % 60);
	out[n + 6] = ':';
	two_digits(out + n + 7, m->second % 60);
	n += 9;
	if (!m->has_offset)
		return n;
	if (!away) {
		out[n] = 'Z';
		return n + 1;
	}
	out[n] = m->offset < 0 ? '-' : '+';
	two_digits(out + n + 1, away / 60);
	out[n + 3] = ':';
	two_digits(out + n + 4, away % 60);
	return n + 6;
}
