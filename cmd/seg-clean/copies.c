/* copies - rows that nothing is done to: the plain ones in one go, the others one by one. */
#include "copies.h"

#include "cells.h"
#include "plain.h"

/* The next records: at least one, and so many lines, as far as there are. */
static struct str next_records(const struct csv_dialect *d, struct str rest, size_t lines)
{
	size_t n = 0, whole = 0;

	while (!whole) {
		for (size_t i = 0; i < lines && n < rest.n; i++)
			n = quoting_line(rest.p, rest.n, n);
		whole = quoting_whole(d, rest.p, n, n == rest.n);
		lines *= 2;
	}
	return (struct str){ rest.p, whole };
}

static bool has_high(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((signed char)s.p[i] < 0)
			return true;
	return false;
}

#define LINES_MOST 256 /* that are taken one by one before plain rows are tried again */

bool copies_take(const struct rows *rows, struct hands *h, struct block *b)
{
	struct rows_tally *tally = b->tally;
	const struct csv_dialect *d = b->own;
	struct str rest;
	size_t lines = 0, careful = 1;
	bool checked = false, utf8 = false;

	buf_reserve(&b->in, PLAIN_MARGIN);
	rest = buf_view(&b->in);
	while (rest.n) {
		size_t plain = 0, n = plain_copy(d, rest.p, rest.n, utf8, &b->out, &plain);
		struct str some;

		tally->in += plain;
		tally->kept += plain;
		lines += plain;
		rest.p += n, rest.n -= n;
		if (!rest.n)
			break;
		careful = plain ? 1 : careful < LINES_MOST ? 2 * careful : careful;
		some = next_records(d, rest, careful);
		if (!checked && has_high(some)) {
			checked = true;
			utf8 = str_utf8_bad(rest) == rest.n;
			if (utf8)
				continue;
		}
		if (!rows_take(rows, h, b, some, lines))
			return false;
		lines += cells_lines(some.p, some.n);
		rest.p += some.n, rest.n -= some.n;
	}
	return true;
}
