/* quoting - where quoted fields end, and which quotes are stray ones. */
#include "quoting.h"

#include "eight.h"

size_t quoting_lines_most(const struct csv_dialect *d)
{
	return d->lines_most ? d->lines_most : CSV_LINES_MOST;
}

/* A CR ends a field only where it belongs to the line end. */
bool quoting_ends(const struct csv_dialect *d, const char *p, size_t n, size_t at)
{
	return at == n || p[at] == d->delimiter || p[at] == '\n' ||
	       (p[at] == '\r' && (at + 1 == n || p[at + 1] == '\n'));
}

size_t quoting_line(const char *p, size_t n, size_t at)
{
	const char *lf = at < n ? memchr(p + at, '\n', n - at) : NULL;

	return lf ? (size_t)(lf - p) + 1 : n;
}

static size_t line_start(const char *p, size_t at)
{
	const char *lf = at ? memrchr(p, '\n', at) : NULL;

	return lf ? (size_t)(lf - p) + 1 : 0;
}

size_t quoting_count(char c, const char *p, size_t n)
{
	size_t found = 0;

	for (; n >= 8; p += 8, n -= 8)
		found += (eight_same(eight_load(p), c) >> 7) * eight_of(1) >> 56;
	for (size_t i = 0; i < n; i++)
		found += p[i] == c;
	return found;
}

/* Whether each line that a cell goes over, from open to close, would be a row of the table if its quotes were letters. */
static enum quoting judge_lines(const struct csv_dialect *d, const char *p, size_t n, size_t open,
                                size_t close, bool last)
{
	size_t at = line_start(p, open), end = quoting_line(p, n, close);

	if (!last && (end == n && p[n - 1] != '\n'))
		return QUOTING_MORE;
	if (quoting_count(d->delimiter, p + open, close - open) < CSV_STRAY)
		return QUOTING_CLOSED;
	while (at < end) {
		size_t to = quoting_line(p, end, at);

		if (quoting_count(d->delimiter, p + at, to - at) + 1 != d->columns)
			return QUOTING_CLOSED;
		at = to;
	}
	return QUOTING_STRAY;
}

/* Where the field opened by the quote at `open` is closed; QUOTING_MORE when that may lie beyond n. */
enum quoting quoting_close(const struct csv_dialect *d, const char *p, size_t n, size_t open,
                           bool last, size_t *close)
{
	size_t at = open + 1, lines = 0, most = quoting_lines_most(d);

	for (;;) {
		const char *q = at < n ? memchr(p + at, d->quote, n - at) : NULL;

		if (at < n)
			lines += quoting_count('\n', p + at, (q ? (size_t)(q - p) : n) - at);
		if (lines > most)
			return QUOTING_LATE;
		if ((q ? (size_t)(q - p) : n) - open > CSV_FIELD_MOST)
			return QUOTING_BAD;
		if (!q)
			return last ? QUOTING_BAD : QUOTING_MORE;
		at = (size_t)(q - p) + 1;
		if (!last && (at == n || (at + 1 == n && p[at] == '\r')))
			return QUOTING_MORE;
		if (quoting_ends(d, p, n, at)) {
			*close = at - 1;
			return lines && d->columns && !d->lines_most
			               ? judge_lines(d, p, n, open, at - 1, last)
			               : QUOTING_CLOSED;
		}
		if (p[at] != d->quote)
			return QUOTING_BAD;
		at++;
	}
}

static size_t after_last_line(const char *p, size_t from, size_t to, size_t otherwise)
{
	const char *lf = to > from ? memrchr(p + from, '\n', to - from) : NULL;

	return lf ? (size_t)(lf - p) + 1 : otherwise;
}

/* Lines that a stray quote was judged by: no cut may come between, for whoever reads them judges again. (A cell that is
 * closed too late is known before the next quote, and so before any cut.) Where they go on and on, each with a stray
 * quote of its own, the cut comes all the same, and the reason told is the plainer one. */
struct judged {
	size_t from, to;
};

static void judge(struct judged *j, size_t from, size_t to)
{
	if (from >= j->to || j->to - j->from > CSV_FIELD_MOST)
		j->from = from;
	if (to > j->to)
		j->to = to;
}

static size_t cut(const struct judged *j, size_t whole)
{
	return whole > j->from && whole < j->to && j->to - j->from <= CSV_FIELD_MOST ? j->from : whole;
}

size_t quoting_whole(const struct csv_dialect *d, const char *p, size_t n, bool last)
{
	size_t at = 0, whole = 0; /* at: outside quotes; whole: the last record end before it */
	struct judged judged = { 0 };

	while (d->quote) {
		const char *q = at < n ? memchr(p + at, d->quote, n - at) : NULL;
		size_t open, close = 0;
		enum quoting found;

		if (!q)
			break;
		open = (size_t)(q - p);
		whole = after_last_line(p, at, open, whole);
		at = open + 1;
		if (open && p[open - 1] != d->delimiter && p[open - 1] != '\n')
			continue; /* a quote inside a field is data */
		found = quoting_close(d, p, n, open, last, &close);
		if (found == QUOTING_MORE)
			return cut(&judged, whole);
		at = found == QUOTING_CLOSED ? close + 1 : quoting_line(p, n, open);
		if (found == QUOTING_CLOSED)
			continue;
		if (!last && p[at - 1] != '\n')
			return cut(&judged, whole);
		if (found == QUOTING_STRAY)
			judge(&judged, whole, quoting_line(p, n, close));
		whole = at;
	}
	return last ? n : cut(&judged, after_last_line(p, at, n, whole));
}
