/* str - a borrowed slice of bytes.
 * Floor 0. Never owns its bytes, never ends in NUL; whoever made the slice says how long it lives. */
#ifndef SEG_STR_H
#define SEG_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* For printf's "%.*s". */
#define STR_ARG(s) (int)(s).n, (s).p

static inline struct str str_of(const char *text)
{
	return (struct str){ text, strlen(text) };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str a, const char *text)
{
	return str_eq(a, str_of(text));
}

/* Byte order, as LC_ALL=C sort: negative, zero or positive. */
int str_cmp(struct str a, struct str b);

/* How many of n ascending texts come before `key`: where it stands, or would stand. */
size_t str_rank(const struct str *sorted, size_t n, struct str key);

/* Cuts ASCII blanks, tabs and line ends at both ends. */
struct str str_trim(struct str s);

/* Takes the part before the first `sep` off *rest; false when nothing is left.
 * "a,,b" gives a, empty, b; one separator at the end adds nothing. */
bool str_split(struct str *rest, char sep, struct str *part);

/* Edits (insert, delete, change, swap) from a to b, at most `limit` (else limit + 1).
 * Optimal string alignment distance; texts over 64 bytes count as far. */
size_t str_distance(struct str a, struct str b, size_t limit);

/* The name in the list that is most like `wanted`, or SIZE_MAX when none is near enough to be meant. */
size_t str_nearest(struct str wanted, const struct str *list, size_t n);

/* Where the first byte that is not valid UTF-8 stands, or n when all is well.
 * NUL, overlong forms, surrogates and values over U+10FFFF are not valid. */
size_t str_utf8_bad(struct str s);

#endif
