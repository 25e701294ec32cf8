/* buf - bytes that grow at the end.
 * Floor 1. A zero struct is empty. Pointers into it are good until the next verb. */
#ifndef SEG_BUF_H
#define SEG_BUF_H

#include <stdint.h>

#include "str.h"

struct buf {
	char *p;
	size_t n, room;
};

void buf_grow(struct buf *b, size_t more); /* makes room for `more` bytes after n */
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_double(struct buf *b, double x); /* shortest form that reads back; NaN (undefined) as nothing */
void buf_int(struct buf *b, int64_t x);
void buf_release(struct buf *b);

static inline void buf_reserve(struct buf *b, size_t more)
{
	if (b->room - b->n < more)
		buf_grow(b, more);
}

static inline void buf_bytes(struct buf *b, const char *p, size_t n)
{
	buf_reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

static inline void buf_str(struct buf *b, struct str s)
{
	buf_bytes(b, s.p, s.n);
}

static inline void buf_text(struct buf *b, const char *text)
{
	buf_bytes(b, text, strlen(text));
}

static inline void buf_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
}

static inline void buf_clear(struct buf *b)
{
	b->n = 0;
}

static inline struct str buf_view(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

#endif
