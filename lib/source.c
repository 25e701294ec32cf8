/* source - bytes from files, one after the other, by our own read loop. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "arena.h"
#include "diag.h"

#define PROGRESS_AFTER 2.0 /* seconds; DESIGN 3.5 */
#define PROGRESS_EVERY 0.2
#define AGAIN_MOST 64 /* files that are open at once */

struct source_file {
	struct stat is;
	int fd; /* when it was opened again, else -1 */
	bool lasts;
	_Atomic bool missed; /* what had been there */
	_Atomic int error;   /* errno, where it was a read error */
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct {
	double start, last;
	bool shown;
} bar;

static uint64_t size_of(const char *path)
{
	struct stat st;
	bool in = strcmp(path, "-") == 0;

	if ((in ? fstat(STDIN_FILENO, &st) : stat(path, &st)) != 0 || !S_ISREG(st.st_mode))
		return 0;
	return (uint64_t)st.st_size;
}

void source_init(struct source *s, char *const *paths, size_t files, enum progress progress)
{
	*s = (struct source){ .paths = paths, .files = files, .at = (size_t)-1, .fd = -1 };
	s->file = memory_zero(files + 1, sizeof(*s->file));
	for (size_t i = 0; i <= files; i++)
		s->file[i].fd = -1;
	s->progress =
		progress == PROGRESS_ALWAYS || (progress == PROGRESS_AUTO && isatty(STDERR_FILENO));
	if (!s->progress)
		return;
	bar.start = seconds();
	s->expected = source_size(s);
}

uint64_t source_size(const struct source *s)
{
	uint64_t all = 0;

	for (size_t i = 0; i < (s->files ? s->files : 1); i++) {
		uint64_t size = size_of(source_name(s, i));

		if (!size)
			return 0;
		all += size;
	}
	return all;
}

const char *source_name(const struct source *s, size_t file)
{
	return s->files ? s->paths[file] : "-";
}

bool source_next(struct source *s, const char **problem)
{
	const char *name;
	struct source_file *file;

	*problem = NULL;
	s->at++;
	if (s->at >= (s->files ? s->files : 1))
		return false;
	name = source_name(s, s->at);
	if (strcmp(name, "-") == 0) {
		s->fd = STDIN_FILENO;
		return true;
	}
	s->fd = open(name, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0)
		*problem = strerror(errno);
	file = &s->file[s->at];
	file->lasts = s->fd >= 0 && fstat(s->fd, &file->is) == 0 && S_ISREG(file->is.st_mode) &&
	              s->at < AGAIN_MOST;
	return true;
}

bool source_lasts(const struct source *s, size_t file)
{
	return s->file[file].lasts;
}

static bool time_equal(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Whether a file has not been written to, and is no other. */
static bool is_the_same(const struct source_file *file)
{
	struct stat now;

	return !file->missed && fstat(file->fd, &now) == 0 && now.st_dev == file->is.st_dev &&
	       now.st_ino == file->is.st_ino && now.st_size == file->is.st_size &&
	       time_equal(now.st_mtim, file->is.st_mtim);
}

void source_fault(const struct source *s, size_t file, struct fault *fault)
{
	if (s->file[file].error)
		fault_set(fault, 0, NULL, "read error: %s", strerror(s->file[file].error));
	else
		fault_set(fault, 0, NULL, "changed while it was read: run again when it stays as it is");
	fault->status = STATUS_SYSTEM;
}

static _Noreturn void die_changed(const struct source *s, size_t file)
{
	struct fault fault = { 0 };

	source_fault(s, file, &fault);
	die((enum diag_status)fault.status, "%s: %s", shown(str_of(source_name(s, file))).text,
	    fault.text);
}

void source_reopen(struct source *s, size_t file)
{
	if (s->file[file].fd < 0)
		s->file[file].fd = open(source_name(s, file), O_RDONLY | O_CLOEXEC);
	if (!is_the_same(&s->file[file]))
		die_changed(s, file);
}

bool source_keep(struct source *s)
{
	struct source_file *file = &s->file[s->at];

	if (s->fd < 0 || !file->lasts)
		return false;
	if (file->fd < 0)
		file->fd = fcntl(s->fd, F_DUPFD_CLOEXEC, 0);
	return file->fd >= 0;
}

uint64_t source_bytes(const struct source *s)
{
	return (uint64_t)s->file[s->at].is.st_size;
}

void source_missed(const struct source *s, size_t file)
{
	s->file[file].missed = true;
}

bool source_again(const struct source *s, size_t file, uint64_t at, char *p, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t step = pread(s->file[file].fd, p + got, n - got, (off_t)(at + got));

		if (step < 0 && errno == EINTR)
			continue;
		if (step < 0)
			s->file[file].error = errno;
		if (step <= 0) {
			source_missed(s, file);
			return false;
		}
		got += (size_t)step;
	}
	return true;
}

void source_check(const struct source *s)
{
	for (size_t i = 0; i < s->files; i++)
		if (s->file[i].fd >= 0 && !is_the_same(&s->file[i]))
			die_changed(s, i);
}

static void show_progress(struct source *s)
{
	double now = seconds(), spent = now - bar.start, done = (double)s->bytes;

	if (spent < PROGRESS_AFTER || now - bar.last < PROGRESS_EVERY)
		return;
	bar.last = now;
	bar.shown = true;
	if (s->expected)
		fprintf(stderr, "\r%s: %.0f of %.0f MB, %.0f MB/s, %.0f s left\033[K",
		        diag_program(), done / 1e6, (double)s->expected / 1e6, done / 1e6 / spent,
		        ((double)s->expected - done) / (done / spent + 1));
	else
		fprintf(stderr, "\r%s: %.0f MB, %.0f MB/s\033[K", diag_program(), done / 1e6,
		        done / 1e6 / spent);
	fflush(stderr);
}

void source_clear(const struct source *s)
{
	if (s->progress && bar.shown)
		fprintf(stderr, "\r\033[K");
	bar.shown = false;
}

void source_close(struct source *s)
{
	source_clear(s);
	for (size_t i = 0; i < s->files && s->file; i++)
		if (s->file[i].fd >= 0)
			close(s->file[i].fd);
	free(s->file);
	s->file = NULL;
}

/* Reads until n bytes or the end; -1 with errno when the system fails. */
static ssize_t read_full(int fd, char *p, size_t n)
{
	size_t got = 0;

	while (got < n) {
		ssize_t step = read(fd, p + got, n - got);

		if (step < 0 && errno == EAGAIN) /* a stream that does not block: wait for it */
			poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, -1);
		if (step < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (step < 0)
			return -1;
		if (step == 0)
			break;
		got += (size_t)step;
	}
	return (ssize_t)got;
}

size_t source_read(struct source *s, char *p, size_t n)
{
	ssize_t got;

	if (s->fd < 0)
		return 0;
	got = read_full(s->fd, p, n);
	if (got < 0)
		die(STATUS_SYSTEM, "%s: read error: %s", shown(str_of(source_name(s, s->at))).text,
		    strerror(errno));
	s->bytes += (uint64_t)got;
	if ((size_t)got < n) {
		if (s->fd != STDIN_FILENO)
			close(s->fd);
		s->fd = -1;
	}
	if (s->progress)
		show_progress(s);
	return (size_t)got;
}

void source_move(struct source *s, int64_t by)
{
	if (lseek(s->fd, (off_t)by, SEEK_CUR) < 0)
		die(STATUS_SYSTEM, "%s: read error: %s", shown(str_of(source_name(s, s->at))).text,
		    strerror(errno));
	s->bytes += (uint64_t)by;
	if (s->progress)
		show_progress(s);
}

char *source_whole(const char *path, size_t most, size_t *n)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	size_t room = 64 * 1024, have = 0;
	char *p;

	if (fd < 0)
		die(STATUS_SYSTEM, "%s: cannot open: %s", shown(str_of(path)).text, strerror(errno));
	p = memory_get(room, 1);
	for (;;) {
		ssize_t got = read_full(fd, p + have, room - have);

		if (got < 0) {
			int error = errno;

			free(p);
			die(STATUS_SYSTEM, "%s: read error: %s", shown(str_of(path)).text,
			    strerror(error));
		}
		have += (size_t)got;
		if (have < room || have > most)
			break;
		room *= 2;
		p = memory_resize(p, room, 1);
	}
	if (fd != STDIN_FILENO)
		close(fd);
	if (have > most) {
		free(p);
		die(STATUS_INPUT, "%s: larger than %zu bytes", shown(str_of(path)).text, most);
	}
	*n = have;
	return p;
}
