/* buf - bytes that grow at the end. */
#include "buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "memory.h"
#include "num.h"

void buf_grow(struct buf *b, size_t more)
{
	size_t need, room = b->room ? b->room : 256;

	if (__builtin_add_overflow(b->n, more, &need) || need > SIZE_MAX / 4)
		die(STATUS_SYSTEM, "out of memory (needed %zu bytes more)", more);
	while (room < need)
		room *= 2;
	b->p = memory_resize(b->p, room, 1);
	b->room = room;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	buf_reserve(b, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(b->p + b->n, (size_t)n + 1, format, args);
	va_end(args);
	b->n += (size_t)n;
}

void buf_double(struct buf *b, double x)
{
	buf_reserve(b, NUM_TEXT);
	b->n += num_print(b->p + b->n, x);
}

void buf_int(struct buf *b, int64_t x)
{
	buf_reserve(b, NUM_TEXT);
	b->n += num_print_int(b->p + b->n, x);
}

void buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
