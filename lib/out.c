/* out - files that appear whole or not at all, and standard output that is checked to its end. */
#include "out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "diag.h"

#define OUT_BUFFER (64 * 1024)
#define OUT_FILES 16 /* open at once */

struct out {
	int fd;
	char *path, *temporary; /* NULL for standard output */
	struct buf waiting;
};

/* Names to remove should the program end early. Slots are only written by the main thread. */
static char *volatile unfinished[OUT_FILES];

static void remove_unfinished(void)
{
	for (size_t i = 0; i < OUT_FILES; i++)
		if (unfinished[i])
			unlink(unfinished[i]);
}

static void on_signal(int number)
{
	remove_unfinished();
	signal(number, SIG_DFL);
	raise(number);
}

/* Cleaning is arranged with the first named file: until then there is nothing to remove. */
static void arrange_removal(char *name)
{
	static const int fatal[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	static bool arranged;
	size_t i = 0;

	while (i < OUT_FILES && unfinished[i])
		i++;
	if (i == OUT_FILES)
		die(STATUS_SYSTEM, "too many files open for writing");
	unfinished[i] = name;
	if (arranged)
		return;
	arranged = true;
	atexit(remove_unfinished);
	signal(SIGXFSZ, SIG_IGN); /* so that write says EFBIG */
	for (size_t s = 0; s < sizeof(fatal) / sizeof(*fatal); s++) {
		struct sigaction old;

		if (sigaction(fatal[s], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			signal(fatal[s], on_signal);
	}
}

static void forget(const char *name)
{
	for (size_t i = 0; i < OUT_FILES; i++)
		if (unfinished[i] == name)
			unfinished[i] = NULL;
}

static _Noreturn void die_write(const struct out *o)
{
	die(STATUS_SYSTEM, "%s: write error: %s",
	    o->path ? shown(str_of(o->path)).text : "standard output", strerror(errno));
}

static struct out *open_as(const char *path, mode_t mode)
{
	struct out *o = memory_get(1, sizeof(*o));
	const char *slash;
	size_t folder;

	*o = (struct out){ .fd = STDOUT_FILENO };
	if (!path || strcmp(path, "-") == 0)
		return o;
	/* A link is followed to its target, so that renaming replaces the file and not the link. */
	o->path = realpath(path, NULL);
	if (!o->path) {
		o->path = memory_get(strlen(path) + 1, 1);
		memcpy(o->path, path, strlen(path) + 1);
	}
	slash = strrchr(o->path, '/');
	folder = slash ? (size_t)(slash + 1 - o->path) : 0;
	o->temporary = memory_get(folder + sizeof(".seg-XXXXXX.tmp"), 1);
	memcpy(o->temporary, o->path, folder);
	memcpy(o->temporary + folder, ".seg-XXXXXX.tmp", sizeof(".seg-XXXXXX.tmp"));
	o->fd = mkostemps(o->temporary, 4, O_CLOEXEC);
	if (o->fd < 0)
		die(STATUS_SYSTEM, "%s: cannot write: %s", shown(str_of(o->path)).text, strerror(errno));
	arrange_removal(o->temporary);
	if (mode != 0600) {
		mode_t mask = umask(0);

		umask(mask);
		fchmod(o->fd, mode & ~mask);
	}
	return o;
}

struct out *out_open(const char *path)
{
	struct stat st;

	/* Devices and pipes cannot be renamed into place: they are written as they are. */
	if (path && strcmp(path, "-") != 0 && stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		struct out *o = memory_get(1, sizeof(*o));

		*o = (struct out){ .fd = open(path, O_WRONLY | O_CLOEXEC) };
		o->path = memory_get(strlen(path) + 1, 1);
		memcpy(o->path, path, strlen(path) + 1);
		if (o->fd < 0)
			die(STATUS_SYSTEM, "%s: cannot write: %s", shown(str_of(path)).text,
			    strerror(errno));
		return o;
	}
	return open_as(path, 0666);
}

struct out *out_open_private(const char *path)
{
	return open_as(path, 0600);
}

static void write_all(struct out *o, const char *p, size_t n)
{
	while (n) {
		ssize_t step = write(o->fd, p, n);

		if (step < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (step < 0)
			die_write(o);
		p += step;
		n -= (size_t)step;
	}
}

static void empty(struct out *o)
{
	write_all(o, o->waiting.p, o->waiting.n);
	buf_clear(&o->waiting);
}

void out_write(struct out *o, struct str bytes)
{
	if (o->waiting.n + bytes.n <= OUT_BUFFER) {
		buf_str(&o->waiting, bytes);
		return;
	}
	empty(o);
	if (bytes.n > OUT_BUFFER / 2)
		write_all(o, bytes.p, bytes.n);
	else
		buf_str(&o->waiting, bytes);
}

void out_take(void *out, struct buf *b)
{
	out_write(out, buf_view(b));
	buf_clear(b);
}

/* The new name must survive a loss of power too: the folder is flushed after the rename. */
static void flush_folder(char *path)
{
	char *slash = strrchr(path, '/');
	int fd;

	if (slash)
		slash[slash == path] = '\0';
	fd = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

void out_close(struct out *o)
{
	empty(o);
	if (o->temporary && fsync(o->fd) != 0 && errno != EINVAL && errno != EROFS)
		die_write(o);
	if (close(o->fd) != 0 && errno != EINTR)
		die_write(o);
	if (o->temporary) {
		if (rename(o->temporary, o->path) != 0)
			die(STATUS_SYSTEM, "%s: cannot rename into place: %s",
			    shown(str_of(o->path)).text, strerror(errno));
		forget(o->temporary);
		flush_folder(o->path);
	}
	buf_release(&o->waiting);
	free(o->path);
	free(o->temporary);
	free(o);
}
