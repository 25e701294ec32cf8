/* arena - memory that lives and dies together. */
#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"

#define CHUNK_BYTES (64 * 1024)
#define ALIGN 16

struct arena_chunk {
	struct arena_chunk *before;
	size_t bytes;
};

/* A fresh chunk with room for `bytes`; chunks grow with the arena so that big ones are few. */
static void grow(struct arena *a, size_t bytes)
{
	size_t head = (sizeof(struct arena_chunk) + ALIGN - 1) / ALIGN * ALIGN;
	size_t want = a->chunk ? a->chunk->bytes : CHUNK_BYTES / 2;
	struct arena_chunk *chunk;

	want = want < 4 * 1024 * 1024 ? want * 2 : want;
	if (want < bytes + head + ALIGN)
		want = bytes + head + ALIGN;
	chunk = memory_get(want, 1);
	memory_scattered(chunk, want);
	chunk->before = a->chunk;
	chunk->bytes = want;
	a->chunk = chunk;
	a->at = (char *)chunk + head;
	a->end = (char *)chunk + want;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes = memory_bytes(n, size);
	size_t pad = (ALIGN - (uintptr_t)a->at % ALIGN) % ALIGN;
	void *p;

	if (!a->at || (size_t)(a->end - a->at) < bytes + pad) {
		grow(a, bytes);
		pad = 0;
	}
	p = a->at + pad;
	a->at += pad + bytes;
	return memset(p, 0, bytes);
}

char *arena_bytes(struct arena *a, size_t n)
{
	char *p;

	if (!a->at || (size_t)(a->end - a->at) < n)
		grow(a, n);
	p = a->at;
	a->at += n;
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

const char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *p;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	p = arena_bytes(a, (size_t)n + 1);
	va_start(args, format);
	vsnprintf(p, (size_t)n + 1, format, args);
	va_end(args);
	return p;
}

void arena_release(struct arena *a)
{
	while (a->chunk) {
		struct arena_chunk *before = a->chunk->before;

		free(a->chunk);
		a->chunk = before;
	}
	*a = (struct arena){ 0 };
}
