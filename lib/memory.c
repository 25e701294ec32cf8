/* memory - from the system, or the end of the program. */
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "diag.h"

#define SMALL_PAGE ((size_t)65536) /* as large as they are anywhere */

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

void *memory_pages(size_t bytes)
{
	size_t page = bytes % MEMORY_PAGE ? SMALL_PAGE : MEMORY_PAGE;
	size_t all = memory_bytes(bytes + page, 1), before, after;
	char *p = mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		die(STATUS_SYSTEM, "out of memory (needed %zu bytes)", all);
	before = (size_t)(-(uintptr_t)p % page); /* up to where a page begins */
	after = page - before;
	if (before)
		munmap(p, before);
	if (after)
		munmap(p + before + bytes, after);
	if (page == MEMORY_PAGE)
		madvise(p + before, bytes, MADV_HUGEPAGE); /* advice: a refusal is no failure */
	return p + before;
}

void memory_pages_free(void *p, size_t bytes)
{
	if (p)
		munmap(p, bytes);
}

void memory_pages_rest(void *p, size_t bytes)
{
	madvise(p, bytes, MADV_DONTNEED); /* advice: a refusal is no failure */
}

void memory_scattered(void *p, size_t bytes)
{
	uintptr_t from = ((uintptr_t)p + MEMORY_PAGE - 1) / MEMORY_PAGE * MEMORY_PAGE;
	uintptr_t to = ((uintptr_t)p + bytes) / MEMORY_PAGE * MEMORY_PAGE;

	if (to > from)
		madvise((void *)from, to - from, MADV_HUGEPAGE); /* advice: a refusal is no failure */
}

void *memory_large(size_t n, size_t size)
{
	void *p = memory_get(n, size);

	memory_scattered(p, n * size);
	return p;
}

bool memory_is_there(size_t n, size_t size)
{
	void *p = malloc(memory_bytes(n, size));
	bool is = p;

	free(p);
	return is;
}
