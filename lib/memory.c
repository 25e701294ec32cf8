/* memory - from the system, or the end of the program. */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "diag.h"

#define LARGE_PAGE (2u << 20)

size_t memory_bytes(size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 2)
		die(STATUS_SYSTEM, "out of memory (needed %zu times %zu bytes)", n, size);
	return bytes;
}

void *memory_get(size_t n, size_t size)
{
	size_t bytes = memory_bytes(n, size);
	void *p = malloc(bytes ? bytes : 1);

	if (!p)
		die(STATUS_SYSTEM, "out of memory (needed %zu bytes)", bytes);
	return p;
}

void *memory_resize(void *old, size_t n, size_t size)
{
	size_t bytes = memory_bytes(n, size);
	void *p = realloc(old, bytes ? bytes : 1);

	if (!p)
		die(STATUS_SYSTEM, "out of memory (needed %zu bytes)", bytes);
	return p;
}

void *memory_zero(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		die(STATUS_SYSTEM, "out of memory (needed %zu times %zu bytes)", n, size);
	return p;
}

void memory_scattered(void *p, size_t bytes)
{
	uintptr_t from = ((uintptr_t)p + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	uintptr_t to = ((uintptr_t)p + bytes) / LARGE_PAGE * LARGE_PAGE;

	if (to > from)
		madvise((void *)from, to - from, MADV_HUGEPAGE); /* advice: a refusal is no failure */
}
