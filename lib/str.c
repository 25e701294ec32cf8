/* str - a borrowed slice of bytes. */
#include "str.h"

#include <stdint.h>

#define NEAR_EDITS 3

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

size_t str_rank(const struct str *sorted, size_t n, struct str key)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(sorted[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
	while (s.n && is_blank(s.p[0]))
		s.p++, s.n--;
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool str_split(struct str *rest, char sep, struct str *part)
{
	const char *at;

	if (!rest->n)
		return false;
	at = memchr(rest->p, sep, rest->n);
	*part = (struct str){ rest->p, at ? (size_t)(at - rest->p) : rest->n };
	rest->p += part->n + (at != NULL);
	rest->n -= part->n + (at != NULL);
	return true;
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
	size_t row[3][66] = { 0 };
	size_t *last = row[0], *here = row[1], *before = row[2];

	if (a.n > 64 || b.n > 64)
		return limit + 1;
	for (size_t j = 0; j <= b.n; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *spare = before;

		here[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			bool same = a.p[i - 1] == b.p[j - 1];
			size_t best = last[j - 1] + !same;

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (here[j - 1] + 1 < best)
				best = here[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			here[j] = best;
		}
		before = last;
		last = here;
		here = spare;
	}
	return last[b.n] <= limit ? last[b.n] : limit + 1;
}

size_t str_nearest(struct str wanted, const struct str *list, size_t n)
{
	size_t best = NEAR_EDITS + 1, nearest = SIZE_MAX;

	for (size_t i = 0; i < n; i++) {
		size_t edits = str_distance(wanted, list[i], NEAR_EDITS);

		if (edits < best && edits < wanted.n) {
			best = edits;
			nearest = i;
		}
	}
	return nearest;
}

/* Length of the valid sequence at p, or 0. */
static size_t utf8_step(const unsigned char *p, size_t n)
{
	unsigned char c = p[0];
	size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

	if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4)
		return 0;
	if (c < 0x80)
		return 1;
	if (n < need)
		return 0;
	for (size_t i = 1; i < need; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) ||
	    (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F))
		return 0;
	return need;
}

/* True when none of the eight bytes is NUL or above 0x7F. */
static bool plain_word(const char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
	return !((w | (w - 0x0101010101010101u)) & 0x8080808080808080u);
}

size_t str_utf8_bad(struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		size_t step;

		while (i + 8 <= s.n && plain_word(s.p + i))
			i += 8;
		if (i == s.n)
			break;
		step = utf8_step((const unsigned char *)s.p + i, s.n - i);
		if (!step)
			return i;
		i += step;
	}
	return i;
}
