/* plain - records that need nothing but tabs for their delimiters, many at a time. */
#include "plain.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A bit for each of 64 bytes. */
struct lanes {
	uint64_t line, cut, quote, odd; /* odd: nothing that may be copied */
};

/* Backslashes, control bytes and, unless `utf8`, what is not ASCII are odd; line ends and the delimiter are not. */
static struct lanes lanes_of(const struct csv_dialect *d, const char *p, bool utf8)
{
	struct lanes l = { 0 };
#ifdef __SSE2__
	const __m128i delimiter = _mm_set1_epi8(d->delimiter), lf = _mm_set1_epi8('\n');
	const __m128i quote = _mm_set1_epi8(d->quote ? d->quote : '\n'), backslash = _mm_set1_epi8('\\');
	const __m128i low = _mm_set1_epi8(' '), high = _mm_set1_epi8(utf8 ? -1 : 0);

	for (int k = 0; k < 4; k++) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + 16 * k));
		__m128i line = _mm_cmpeq_epi8(v, lf), cut = _mm_cmpeq_epi8(v, delimiter);
		__m128i passed = _mm_and_si128(_mm_cmplt_epi8(v, _mm_setzero_si128()), high);
		__m128i odd = _mm_or_si128(_mm_cmplt_epi8(v, low), _mm_cmpeq_epi8(v, backslash));

		odd = _mm_andnot_si128(_mm_or_si128(_mm_or_si128(line, cut), passed), odd);
		l.line |= (uint64_t)(uint32_t)_mm_movemask_epi8(line) << (16 * k);
		l.cut |= (uint64_t)(uint32_t)_mm_movemask_epi8(cut) << (16 * k);
		l.quote |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << (16 * k);
		l.odd |= (uint64_t)(uint32_t)_mm_movemask_epi8(odd) << (16 * k);
	}
#else
	for (int k = 0; k < 64; k++) {
		bool line = p[k] == '\n', cut = p[k] == d->delimiter;
		bool odd = p[k] == '\\' ||
		           ((signed char)p[k] < ' ' && !(utf8 && (signed char)p[k] < 0));

		l.line |= (uint64_t)line << k;
		l.cut |= (uint64_t)cut << k;
		l.quote |= (uint64_t)(p[k] == d->quote) << k;
		l.odd |= (uint64_t)(odd && !line && !cut) << k;
	}
#endif
	if (!d->quote)
		l.quote = 0;
	return l;
}

static size_t bits(uint64_t x)
{
	x -= x >> 1 & 0x5555555555555555;
	x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
	x = (x + (x >> 4)) & 0x0F0F0F0F0F0F0F0F;
	return x * 0x0101010101010101 >> 56;
}

/* n bytes with tabs for delimiters; up to 15 more are read, and written. */
static void copy_cells(char *to, const char *p, size_t n, char delimiter)
{
#ifdef __SSE2__
	const __m128i cut = _mm_set1_epi8(delimiter), change = _mm_set1_epi8((char)(delimiter ^ '\t'));

	for (size_t i = 0; i < n; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + i));

		v = _mm_xor_si128(v, _mm_and_si128(_mm_cmpeq_epi8(v, cut), change));
		_mm_storeu_si128((__m128i *)(to + i), v);
	}
#else
	for (size_t i = 0; i < n; i++)
		to[i] = p[i] == delimiter ? '\t' : p[i];
#endif
}

/* A line with quotes in it, as cells; the end of what was written, or NULL when a quote goes over the line or is followed
 * by text, a tab is quoted, or there are other than d->columns cells. */
static char *copy_quoted(const struct csv_dialect *d, char *to, const char *p, const char *end)
{
	size_t cells = 1;

	if (end - p > CSV_FIELD_MOST)
		return NULL;
	while (p < end) {
		if (*p == d->quote) {
			for (p++;; p++) {
				if (p == end || *p == '\t')
					return NULL;
				if (*p == d->quote && (++p == end || *p != d->quote))
					break;
				*to++ = *p;
			}
			if (p < end && *p != d->delimiter)
				return NULL;
		}
		while (p < end && *p != d->delimiter)
			*to++ = *p++;
		if (p < end) {
			*to++ = '\t';
			p++;
			cells++;
		}
	}
	return cells == d->columns ? to : NULL;
}

/* Where a line ends and what stands in it. */
struct line {
	size_t end, cuts;
	bool quotes, odd;
};

/* The window of 64 bytes at p + base, which line ends are looked for in. */
struct window {
	const struct csv_dialect *d;
	const char *p;
	size_t n, base;
	bool utf8;
	struct lanes l;
};

static void window_at(struct window *w, size_t base)
{
	w->base = base;
	w->l = lanes_of(w->d, w->p + base, w->utf8);
	if (w->n - base < 64) { /* nothing behind n counts */
		uint64_t within = ((uint64_t)1 << (w->n - base)) - 1;

		w->l.line &= within;
		w->l.cut &= within;
		w->l.quote &= within;
		w->l.odd &= within;
	}
}

/* The line that begins at `start`; false when it does not end before n. */
static bool next_line(struct window *w, size_t start, struct line *line)
{
	uint64_t from = ~(uint64_t)0 << (start - w->base), odd = 0, end;

	*line = (struct line){ 0 };
	while (!(end = w->l.line & from)) {
		line->cuts += bits(w->l.cut & from);
		line->quotes |= (w->l.quote & from) != 0;
		line->odd |= (w->l.odd & from) != 0;
		if (w->base + 64 >= w->n)
			return false;
		window_at(w, w->base + 64);
		from = ~(uint64_t)0;
	}
	from &= (end & (0 - end)) - 1;
	line->end = w->base + (size_t)__builtin_ctzll(end);
	line->cuts += bits(w->l.cut & from);
	line->quotes |= (w->l.quote & from) != 0;
	odd = w->l.odd & from;
	if (odd && w->p[line->end - 1] == '\r') /* belongs to the line end, when it is alone */
		odd &= ~((uint64_t)1 << (line->end - 1 - w->base));
	line->odd |= odd != 0;
	return true;
}

size_t plain_copy(const struct csv_dialect *d, const char *p, size_t n, bool utf8, struct buf *out,
                  size_t *rows)
{
	struct window w = { .d = d, .p = p, .n = n, .utf8 = utf8 };
	size_t at = 0;
	struct line line;
	char *to;

	buf_reserve(out, n + PLAIN_MARGIN);
	to = out->p + out->n;
	if (n)
		window_at(&w, 0);
	while (at < n) {
		char *end;

		if (w.base + 64 <= at)
			window_at(&w, at);
		if (!next_line(&w, at, &line) || line.odd || (!line.quotes && line.cuts + 1 != d->columns))
			break;
		end = to + (line.end - at);
		if (line.end > at && p[line.end - 1] == '\r')
			end--;
		if (line.quotes)
			end = copy_quoted(d, to, p + at, p + at + (end - to));
		else
			copy_cells(to, p + at, (size_t)(end - to), d->delimiter);
		if (!end)
			break;
		to = end;
		*to++ = '\n';
		at = line.end + 1;
		++*rows;
	}
	out->n = (size_t)(to - out->p);
	return at;
}
