/* spool - blocks set aside until the whole input has been seen, in a file that has no name. */
#include "spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "diag.h"

/* What stands before the bytes of a block. */
struct head {
	size_t file, line, lines, n;
	const uint32_t *order;
	const void *own;
};

static _Noreturn void die_spool(void)
{
	die(STATUS_SYSTEM, "a temporary file for rows that have to wait: %s", strerror(errno));
}

static void spool_open(struct spool *s)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int n = snprintf(path, sizeof(path), "%s/seg-clean-XXXXXX", folder && *folder ? folder : "/tmp");

	if (n < 0 || (size_t)n >= sizeof(path))
		die(STATUS_SYSTEM, "TMPDIR is too long a name");
	s->fd = mkostemp(path, 0);
	if (s->fd < 0)
		die_spool();
	unlink(path);
	s->open = true;
}

static void write_all(int fd, const void *from, size_t n)
{
	const char *p = from;

	while (n) {
		ssize_t step = write(fd, p, n);

		if (step < 0 && errno == EINTR)
			continue;
		if (step <= 0)
			die_spool();
		p += step;
		n -= (size_t)step;
	}
}

static void read_all(int fd, void *to, size_t n)
{
	char *p = to;

	while (n) {
		ssize_t step = read(fd, p, n);

		if (step < 0 && errno == EINTR)
			continue;
		if (step == 0)
			errno = EIO;
		if (step <= 0)
			die_spool();
		p += step;
		n -= (size_t)step;
	}
}

void spool_put(struct spool *s, const struct block *b)
{
	struct head head = { b->file, b->line, b->lines, b->in.n, b->order, b->own };

	if (!s->open)
		spool_open(s);
	write_all(s->fd, &head, sizeof(head));
	write_all(s->fd, b->in.p, b->in.n);
	s->blocks++;
	s->bytes += b->in.n;
}

void spool_rewind(struct spool *s)
{
	s->read = 0;
	if (s->open && lseek(s->fd, 0, SEEK_SET) != 0)
		die_spool();
}

bool spool_fill(void *from, struct block *b)
{
	struct spool *s = from;
	struct head head;

	if (s->read == s->blocks)
		return false;
	s->read++;
	read_all(s->fd, &head, sizeof(head));
	buf_reserve(&b->in, head.n);
	read_all(s->fd, b->in.p, head.n);
	b->in.n = head.n;
	b->file = head.file;
	b->line = head.line;
	b->lines = head.lines;
	b->order = head.order;
	b->own = head.own;
	return true;
}

void spool_close(struct spool *s)
{
	if (s->open)
		close(s->fd);
	*s = (struct spool){ 0 };
}
