/* Sources where the system is slow, interrupted, or fails: some of its calls are replaced here, and do as a test asks. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#include "check_end.h"
#include "diag.h"

static double now;                /* seconds */
static int interrupts, polls;     /* reads that are interrupted first; times that somebody waited */
static bool broken;               /* reading again fails */
static int late = -1;             /* where bytes come from when somebody waits for them */
static const char *later = "bbb"; /* these */

int clock_gettime(clockid_t clock, struct timespec *t)
{
	(void)clock;
	*t = (struct timespec){ (time_t)now, (long)((now - (double)(time_t)now) * 1e9) };
	return 0;
}

static bool interrupted(void)
{
	if (interrupts <= 0)
		return false;
	interrupts--;
	errno = EINTR;
	return true;
}

ssize_t read(int fd, void *p, size_t n)
{
	return interrupted() ? -1 : syscall(SYS_read, fd, p, n);
}

ssize_t pread(int fd, void *p, size_t n, off_t at)
{
	if (broken)
		return errno = EIO, -1;
	return interrupted() ? -1 : syscall(SYS_pread64, fd, p, n, at);
}

int poll(struct pollfd *fds, nfds_t n, int timeout)
{
	(void)fds, (void)n, (void)timeout;
	polls++;
	if (write(late, later, strlen(later)) < 0)
		exit(1);
	close(late);
	return 1;
}

static char folder[] = "/tmp/seg-source-XXXXXX", path[64];
static char *paths[2] = { path, path };
static char *in_folder[] = { folder }, *in_none[] = { "/tmp/seg-source-none/x" }, *in_stdin[] = { "-" };

static void make(size_t n)
{
	FILE *f = fopen(path, "w");

	for (size_t i = 0; f && i < n; i++)
		fputc('a', f);
	if (!f || fclose(f))
		exit(1);
}

/* --- in processes of their own --- */

static void open_next(struct source *s, char *const *names, size_t n, enum progress progress)
{
	const char *problem;

	source_init(s, names, n, progress);
	if (!source_next(s, &problem) || problem)
		die(STATUS_USAGE, "%s", problem ? problem : "no file");
}

static void read_folder(void *unused)
{
	struct source s;
	char p[8];

	(void)unused;
	open_next(&s, in_folder, 1, PROGRESS_NEVER);
	source_read(&s, p, sizeof(p));
}

static void open_none(void *unused)
{
	struct source s;

	(void)unused;
	open_next(&s, in_none, 1, PROGRESS_NEVER);
}

static void move_in_pipe(void *unused)
{
	struct source s;
	int ends[2];

	(void)unused;
	if (pipe(ends) || dup2(ends[0], STDIN_FILENO) < 0)
		exit(1);
	open_next(&s, in_stdin, 1, PROGRESS_NEVER);
	source_move(&s, 1);
}

/* Times of the file as they were, but for one nanosecond. */
static void touch(long more)
{
	struct stat is;

	if (stat(path, &is))
		exit(1);
	is.st_mtim.tv_nsec = is.st_mtim.tv_nsec / 1000 + more;
	if (utimensat(AT_FDCWD, path, (struct timespec[]){ is.st_mtim, is.st_mtim }, 0))
		exit(1);
}

static void reopen_changed(void *unused)
{
	struct source s;

	(void)unused;
	open_next(&s, paths, 1, PROGRESS_NEVER);
	make(3);
	source_reopen(&s, 0);
}

/* What happens to a file that is kept, before the check at the end. */
static void longer(struct source *s)
{
	struct stat is;

	(void)s;
	if (stat(path, &is) || truncate(path, is.st_size + 1) ||
	    utimensat(AT_FDCWD, path, (struct timespec[]){ is.st_mtim, is.st_mtim }, 0))
		exit(1);
}

static void touched(struct source *s)
{
	(void)s;
	touch(1);
}

static void missed(struct source *s)
{
	source_missed(s, 0);
}

static void failed(struct source *s)
{
	char p[8];

	broken = true;
	if (source_again(s, 0, 0, p, sizeof(p)))
		exit(1);
}

static void nothing(struct source *s)
{
	(void)s;
}

struct change {
	void (*happens)(struct source *s);
};

static void check_kept(void *change)
{
	struct source s;

	touch(0);
	open_next(&s, paths, 1, PROGRESS_NEVER);
	if (!source_keep(&s))
		exit(1);
	((struct change *)change)->happens(&s);
	source_check(&s);
	source_close(&s);
}

static void whole(void *name)
{
	size_t n;

	free(source_whole(name, 100000, &n));
}

/* Nothing before two seconds, half of ten million bytes soon after, some more at once and a moment later, then all. */
static void show(void *known)
{
	static char p[5000000];
	struct source s;

	if (truncate(path, 10000000))
		exit(1);
	now = 10;
	open_next(&s, paths, 1, PROGRESS_ALWAYS);
	if (!known) /* as of a pipe */
		s.expected = 0;
	now = 11.9;
	source_read(&s, p, 0);
	now = 12.5;
	source_read(&s, p, 5000000);
	now = 12.6;
	source_read(&s, p, 500000);
	now = 12.75;
	source_read(&s, p, 500000);
	now = 16;
	source_move(&s, 4000000);
	source_close(&s);
}

static void check_dies(void (*verb)(void *), void *arg, int status, const char *sentence)
{
	char said[1024];
	int got = check_end(verb, arg, said, sizeof(said));

	if (!CHECK(got == status && strstr(said, sentence), "exit %d: %s", status, sentence))
		printf("# exit %d: %s\n", got, said);
}

static void check_shown(void *known, const char *expected)
{
	char said[1024];

	if (!CHECK(check_end(show, known, said, sizeof(said)) == 0 && strcmp(said, expected) == 0,
	           "progress after two seconds, at most five times in one; %s",
	           known ? "with the time left" : "without it, when the size is not known"))
		printf("# %s\n", said);
}

/* --- here --- */

static void check_waits(void)
{
	struct source s;
	char p[16];
	int ends[2], before = dup(STDIN_FILENO);

	if (pipe2(ends, O_NONBLOCK) || dup2(ends[0], STDIN_FILENO) < 0 || write(ends[1], "aaa", 3) != 3)
		exit(1);
	close(ends[0]);
	late = ends[1];
	open_next(&s, in_stdin, 1, PROGRESS_NEVER);
	CHECK(source_read(&s, p, sizeof(p)) == 6 && memcmp(p, "aaabbb", 6) == 0 && polls == 1,
	      "a stream that does not block is waited for");
	CHECK(source_read(&s, p, sizeof(p)) == 0, "and after its end there is nothing");
	CHECK(!source_keep(&s) && source_size(&s) == 0, "it cannot be kept, and has no size");
	source_close(&s);
	dup2(before, STDIN_FILENO);
}

static void check_interrupts(void)
{
	struct source s;
	char p[200];

	make(100);
	interrupts = 3;
	open_next(&s, paths, 2, PROGRESS_NEVER);
	CHECK(source_keep(&s) && source_keep(&s) && source_size(&s) == 200,
	      "two files of 100 bytes");
	CHECK(source_read(&s, p, sizeof(p)) == 100 && !interrupts,
	      "interrupted reads are taken up again");
	interrupts = 2;
	CHECK(source_again(&s, 0, 50, p, 50) && !interrupts, "also the second time");
	source_check(&s);
	CHECK(!source_again(&s, 0, 51, p, 50), "what is not there any more is missed");
	source_close(&s);
}

int main(void)
{
	char seek[128];
	size_t n;
	char *p;

	diag_init("test");
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/file", folder);
	check_waits();
	check_interrupts();
	check_dies(read_folder, NULL, 4, "read error: Is a directory");
	check_dies(open_none, NULL, 2, "No such file or directory");
	snprintf(seek, sizeof(seek), "-: read error: %s", strerror(ESPIPE));
	check_dies(move_in_pipe, NULL, 4, seek);
	check_dies(reopen_changed, NULL, 4, "changed while it was read");
	make(100);
	check_dies(check_kept, &(struct change){ longer }, 4, "changed while it was read");
	check_dies(check_kept, &(struct change){ touched }, 4, "changed while it was read");
	check_dies(check_kept, &(struct change){ missed }, 4, "changed while it was read");
	check_dies(check_kept, &(struct change){ failed }, 4, "read error: ");
	check_dies(check_kept, &(struct change){ nothing }, 0, "");
	check_dies(whole, folder, 4, "read error: Is a directory");
	check_dies(whole, in_none[0], 4, "cannot open: No such file or directory");
	make(1000);
	check_shown(path, "\rtest: 5 of 10 MB, 2 MB/s, 2 s left\033[K"
	                  "\rtest: 6 of 10 MB, 2 MB/s, 2 s left\033[K"
	                  "\rtest: 10 of 10 MB, 2 MB/s, 0 s left\033[K\r\033[K");
	check_shown(NULL, "\rtest: 5 MB, 2 MB/s\033[K\rtest: 6 MB, 2 MB/s\033[K\rtest: 10 MB, 2 "
	                  "MB/s\033[K\r\033[K");
	make(90000);
	p = source_whole(path, 90000, &n);
	CHECK(p && n == 90000, "a whole file that is larger than the first guess");
	free(p);
	make(100001);
	check_dies(whole, path, 3, "larger than 100000 bytes");
	unlink(path);
	rmdir(folder);
	return check_done();
}
