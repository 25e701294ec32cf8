/* no_memory - a library to preload: the allocation number $FAIL_AT fails, and the file $FAILED then exists. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t n);

static _Atomic long left = -1;

__attribute__((constructor)) static void start(void)
{
	const char *at = getenv("FAIL_AT");

	left = at ? strtol(at, NULL, 10) : 0;
}

static int fails(void)
{
	if (left <= 0 || atomic_fetch_sub(&left, 1) != 1)
		return 0;
	close(open(getenv("FAILED"), O_CREAT | O_WRONLY, 0600));
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
	return fails() ? NULL : __libc_realloc(old, n);
}
