/* out - files that appear whole or not at all, and standard output that is checked to its end. */
#include "out.h"

#define XXH_INLINE_ALL
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "arena.h"
#include "diag.h"

#define OUT_BUFFER (64 * 1024)
#define OUT_FILES (OUT_SHARDS + 16) /* open at once */

struct out {
	int fd;
	char *path, *temporary; /* path: NULL for standard output; temporary: NULL for devices and pipes too */
	struct buf waiting;
	struct out **shard; /* of out_open_shards; the rest is not used then */
	size_t shards;
	bool read;                 /* not written at all: out_spare */
	const struct out *earlier; /* of `taken` */
};

/* Files that are being written. Slots are only written by the main thread. */
static struct {
	char *volatile temporary; /* to be removed should the program end early */
	const struct out *out;
} writing[OUT_FILES];

/* Files that are read or whole, and standard output when it is closed: nothing else may be written there. */
static const struct out *taken;

static void remove_unfinished(void)
{
	for (size_t i = 0; i < OUT_FILES; i++)
		if (writing[i].temporary)
			unlink(writing[i].temporary);
}

static void on_signal(int number)
{
	remove_unfinished();
	signal(number, SIG_DFL);
	raise(number);
}

/* Cleaning is arranged with the first named file: until then there is nothing to remove. */
static void arrange_removal(void)
{
	static const int fatal[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };
	static bool arranged;

	if (arranged)
		return;
	arranged = true;
	atexit(remove_unfinished);
	for (size_t s = 0; s < sizeof(fatal) / sizeof(*fatal); s++) {
		struct sigaction old;

		if (sigaction(fatal[s], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			signal(fatal[s], on_signal);
	}
}

static void refuse_same(const struct out *o, const struct out *other)
{
	const char *place = o->path ? shown(str_of(o->path)).text : "standard output";

	if (o->path && other->path ? strcmp(o->path, other->path) != 0 : o->path != other->path)
		return;
	if (other->read)
		die(STATUS_USAGE,
		    "%s is read, and would be overwritten: name another file for what is written",
		    place);
	die(STATUS_USAGE, "two outputs would be written to %s", place);
}

/* Two outputs in one place would lose one of them, be they written at once or one after the other. */
static void enter(struct out *o)
{
	size_t i = OUT_FILES;

	for (size_t k = OUT_FILES; k-- > 0;)
		if (writing[k].out)
			refuse_same(o, writing[k].out);
		else
			i = k;
	for (const struct out *other = taken; other; other = other->earlier)
		refuse_same(o, other);
	if (i == OUT_FILES)
		die(STATUS_SYSTEM, "too many files open for writing");
	writing[i].out = o;
	writing[i].temporary = o->temporary;
}

static void leave(const struct out *o)
{
	for (size_t i = 0; i < OUT_FILES; i++)
		if (writing[i].out == o) {
			writing[i].out = NULL;
			writing[i].temporary = NULL;
		}
}

static _Noreturn void die_write(const struct out *o)
{
	die(STATUS_SYSTEM, "%s: write error: %s",
	    o->path ? shown(str_of(o->path)).text : "standard output", strerror(errno));
}

static _Noreturn void die_open(const struct out *o)
{
	die(STATUS_SYSTEM, "%s: cannot write: %s", shown(str_of(o->path)).text, strerror(errno));
}

/* Where the file will stand, however it was spelled. A link is followed to its target, so that renaming replaces the
 * file and not the link. */
static char *place_of(const char *path)
{
	char *there = realpath(path, NULL), *folder;
	const char *slash = strrchr(path, '/');
	struct buf place = { 0 };

	if (there)
		return there;
	buf_text(&place, slash ? path : ".");
	if (slash)
		place.n = (size_t)(slash + 1 - path);
	buf_char(&place, '\0');
	folder = realpath(place.p, NULL);
	buf_clear(&place);
	if (folder)
		buf_printf(&place, "%s%s%s", folder, folder[1] ? "/" : "", slash ? slash + 1 : path);
	else
		buf_text(&place, path);
	buf_char(&place, '\0');
	free(folder);
	return place.p;
}

/* A file beside the one to be written, in the mode it shall have. */
static void open_beside(struct out *o, mode_t mode)
{
	const char *slash = strrchr(o->path, '/');
	size_t folder = slash ? (size_t)(slash + 1 - o->path) : 0;

	o->temporary = memory_get(folder + sizeof(".seg-XXXXXX.tmp"), 1);
	memcpy(o->temporary, o->path, folder);
	memcpy(o->temporary + folder, ".seg-XXXXXX.tmp", sizeof(".seg-XXXXXX.tmp"));
	o->fd = mkostemps(o->temporary, 4, O_CLOEXEC);
	if (o->fd < 0)
		die_open(o);
	arrange_removal();
	if (mode != 0600)
		fchmod(o->fd, mode);
}

static struct out *open_as(const char *path, mode_t mode)
{
	struct out *o = memory_zero(1, sizeof(*o));
	struct stat st;

	o->fd = STDOUT_FILENO;
	if (path && strcmp(path, "-") != 0) {
		mode_t mask = umask(0);
		bool there = stat(path, &st) == 0;

		umask(mask);
		o->path = place_of(path);
		if (there && !S_ISREG(st.st_mode)) { /* devices and pipes are written as they are */
			o->fd = open(path, O_WRONLY | O_CLOEXEC);
			if (o->fd < 0)
				die_open(o);
		} else {
			open_beside(o, there && mode != 0600 ? st.st_mode & 0777 : mode & ~mask);
		}
	}
	enter(o);
	return o;
}

void out_spare(char *const *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct out *o;
		struct stat st;

		if (strcmp(files[i], "-") == 0 || stat(files[i], &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		o = memory_zero(1, sizeof(*o));
		o->path = place_of(files[i]);
		o->read = true;
		o->earlier = taken;
		taken = o;
	}
}

struct out *out_open(const char *path)
{
	return open_as(path, 0666);
}

struct out *out_open_side(const char *path, const char *option)
{
	if (strcmp(path, "-") == 0 || !*path)
		die_usage("--%s: needs the name of a file", option);
	return open_as(path, 0666);
}

struct out *out_open_private(const char *path, const char *option)
{
	if (strcmp(path, "-") == 0 || !*path)
		die_usage("--%s: needs the name of a file", option);
	return open_as(path, 0600);
}

struct out *out_open_shards(const char *path, size_t n)
{
	struct out *o = memory_zero(1, sizeof(*o));
	struct buf name = { 0 };

	o->shard = memory_get(n, sizeof(*o->shard));
	o->shards = n;
	for (size_t i = 0; i < n; i++) {
		buf_clear(&name);
		buf_printf(&name, "%s.%zu", path, i);
		buf_char(&name, '\0');
		o->shard[i] = out_open(name.p);
	}
	buf_release(&name);
	return o;
}

/* The hash is part of what is promised: parts of different runs, versions and machines meet in one shard. */
static void write_shards(struct out *o, struct str rows)
{
	while (rows.n) {
		const char *lf = memchr(rows.p, '\n', rows.n);
		size_t line = lf ? (size_t)(lf + 1 - rows.p) : rows.n;
		const char *tab = memchr(rows.p, '\t', line);
		struct str key = { rows.p, tab ? (size_t)(tab - rows.p) : line };
		size_t at = key.n && !str_is(key, "\\N") ? XXH64(key.p, key.n, 0) % o->shards : 0;

		out_write(o->shard[at], (struct str){ rows.p, line });
		rows = (struct str){ rows.p + line, rows.n - line };
	}
}

/* Waits where a stream that does not block has no room. */
static void wait_for(int fd)
{
	poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
}

static void write_all(struct out *o, const char *p, size_t n)
{
	while (n) {
		ssize_t step = write(o->fd, p, n);

		if (step < 0 && errno == EAGAIN)
			wait_for(o->fd);
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
	if (o->shards) {
		write_shards(o, bytes);
		return;
	}
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
	char *slash = strrchr(path, '/'), *end = slash ? slash + (slash == path) : path, kept = *end;
	int fd;

	*end = '\0';
	fd = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*end = kept;
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

static void close_shards(struct out *o)
{
	for (size_t i = 0; i < o->shards; i++)
		out_close(o->shard[i]);
	free(o->shard);
	free(o);
}

void out_close(struct out *o)
{
	if (o->shards) {
		close_shards(o);
		return;
	}
	empty(o);
	if (o->temporary && fsync(o->fd) != 0 && errno != EINVAL && errno != EROFS)
		die_write(o);
	if (close(o->fd) != 0 && errno != EINTR)
		die_write(o);
	if (o->temporary) {
		if (rename(o->temporary, o->path) != 0)
			die(STATUS_SYSTEM, "%s: cannot rename into place: %s",
			    shown(str_of(o->path)).text, strerror(errno));
		leave(o);
		flush_folder(o->path);
	}
	leave(o);
	buf_release(&o->waiting);
	if (o->path && !o->temporary) { /* a device or a pipe: open to others */
		free(o->path);
		free(o);
		return;
	}
	free(o->temporary);
	o->temporary = NULL;
	o->earlier = taken;
	taken = o;
}
