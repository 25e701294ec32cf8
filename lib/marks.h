/* marks - where the bytes that cut a table into cells stand in a block.
 * Floor 1. A zero struct is empty; whoever fills it releases it. */
#ifndef SEG_MARKS_H
#define SEG_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct marks {
	uint32_t *at; /* offsets of delimiters, quotes and line feeds, ascending */
	size_t n, room;
	bool odd; /* some byte is a control byte, a backslash, or not ASCII; line ends and the delimiter aside */
};

void marks_clear(struct marks *m);

/* Adds those of p[0..n), n < 2^31, to empty marks; quote '\0': there is none. */
void marks_find(struct marks *m, char delimiter, char quote, const char *p, size_t n);

/* Whether one of n bytes at p is such an odd one; in a block that has some, most records have none. */
bool marks_odd(char delimiter, const char *p, size_t n);

void marks_release(struct marks *m);

#endif
