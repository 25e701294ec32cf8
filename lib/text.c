/* text - words and tables for a terminal. */
#include "text.h"

#include <math.h>
#include <utf8proc.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define REPLACEMENT 0xFFFD
#define ZERO_WIDTH_NON_JOINER 0x200C
#define ZERO_WIDTH_JOINER 0x200D

/* Takes one character off s; bytes that are not UTF-8 count as one replacement each. */
static utf8proc_int32_t next(struct str *s)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t n =
		utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &c);

	if (n < 1) {
		n = 1;
		c = REPLACEMENT;
	}
	s->p += n;
	s->n -= (size_t)n;
	return c;
}

static void put(struct buf *b, utf8proc_int32_t c)
{
	utf8proc_uint8_t bytes[4];

	buf_bytes(b, (const char *)bytes, (size_t)utf8proc_encode_char(c, bytes));
}

static size_t width_of(utf8proc_int32_t c)
{
	int width = utf8proc_charwidth(c);

	return width > 0 ? (size_t)width : 0;
}

/* The character as it may be shown; 0 when it may not. */
static utf8proc_int32_t shown_as(utf8proc_int32_t c)
{
	if (c == '\t' || c == '\n' || c == '\r')
		return ' ';
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return ' ';
	case UTF8PROC_CATEGORY_CF:
		return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER ? c : 0;
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CS:
		return 0;
	case UTF8PROC_CATEGORY_CN: /* no character that this library knows: of unknown width */
		return REPLACEMENT;
	default:
		return c;
	}
}

static void clean(struct buf *b, struct str data, size_t most)
{
	size_t characters = 0, before_last = 0;

	while (data.n) {
		utf8proc_int32_t c = shown_as(next(&data));

		if (!c)
			continue;
		if (characters == most) {
			b->n = before_last; /* the ellipsis takes the place of the last */
			buf_text(b, ELLIPSIS);
			return;
		}
		before_last = b->n;
		put(b, c);
		characters++;
	}
}

void text_clean(struct buf *b, struct str data)
{
	clean(b, data, SIZE_MAX);
}

void text_name(struct buf *b, struct str data)
{
	clean(b, data, TEXT_NAME);
}

size_t text_width(struct str s)
{
	size_t width = 0;

	while (s.n)
		width += width_of(next(&s));
	return width;
}

void text_capitals(struct buf *b, struct str s)
{
	while (s.n)
		put(b, utf8proc_toupper(next(&s)));
}

static void blanks(struct buf *b, size_t n)
{
	while (n--)
		buf_char(b, ' ');
}

/* The part of s that fits into `width` columns; what is left stays in s. */
static struct str fitting(struct str *s, size_t width)
{
	struct str part = { s->p, 0 };

	while (s->n) {
		struct str rest = *s;
		size_t w = width_of(next(&rest));

		if (w > width)
			break;
		width -= w;
		*s = rest;
	}
	part.n = (size_t)(s->p - part.p);
	return part;
}

static void field(struct buf *b, struct str s, size_t width, bool right)
{
	size_t wanted = text_width(s);

	if (right && wanted < width)
		blanks(b, width - wanted);
	if (wanted > width) {
		size_t from = b->n;

		if (width) {
			buf_str(b, fitting(&s, width - 1));
			buf_text(b, ELLIPSIS);
		}
		wanted = text_width((struct str){ b->p + from, b->n - from });
	}
	if (!right && wanted < width)
		blanks(b, width - wanted);
}

void text_left(struct buf *b, struct str s, size_t width)
{
	if (text_width(s) <= width)
		buf_str(b, s);
	field(b, s, width, false);
}

void text_right(struct buf *b, struct str s, size_t width)
{
	field(b, s, width, true);
	if (text_width(s) <= width)
		buf_str(b, s);
}

void text_wrap(struct buf *b, const char *first, const char *rest, struct str s)
{
	size_t from = b->n, used = text_width(str_of(first));
	struct str word;

	buf_text(b, first);
	while (str_split(&s, ' ', &word)) {
		bool begins = b->n == from + strlen(first);

		if (!word.n)
			continue;
		if (!begins && used + 1 + text_width(word) > TEXT_COLUMNS) {
			buf_char(b, '\n');
			from = b->n;
			first = rest;
			buf_text(b, rest);
			used = text_width(str_of(rest));
		} else if (!begins) {
			buf_char(b, ' ');
			used++;
		}
		while (used + text_width(word) > TEXT_COLUMNS) {
			struct str part = fitting(&word, TEXT_COLUMNS - used);

			buf_str(b, part);
			buf_char(b, '\n');
			from = b->n;
			first = rest;
			buf_text(b, rest);
			used = text_width(str_of(rest));
		}
		buf_str(b, word);
		used += text_width(word);
	}
	buf_char(b, '\n');
}

void text_bar(struct buf *b, double share, size_t width)
{
	static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	double cut = isnan(share) || share < 0 ? 0 : share > 1 ? 1 : share;
	size_t n = (size_t)lround(cut * 8 * (double)width), full;

	if (cut > 0 && !n)
		n = 1;
	full = n / 8;
	for (size_t i = 0; i < full; i++)
		buf_text(b, "█");
	buf_text(b, eighths[n % 8]);
	blanks(b, width - full - (n % 8 != 0));
}

void text_spark(struct buf *b, const double *value, size_t n)
{
	static const char *const eighths[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
	double most = 0;

	for (size_t i = 0; i < n; i++)
		most = fmax(most, value[i]);
	for (size_t i = 0; i < n; i++) {
		double height = most > 0 ? ceil(8 * value[i] / most) - 1 : 0;

		buf_text(b, isnan(value[i]) ? " "
		                            : eighths[height > 7   ? 7
		                                      : height > 0 ? (int)height
		                                                   : 0]);
	}
}

void text_rule(struct buf *b, const char *glyph)
{
	for (size_t i = 0; i < TEXT_COLUMNS; i++)
		buf_text(b, glyph);
	buf_char(b, '\n');
}
