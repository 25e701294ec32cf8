/* tool - what every tool does at its two ends. */
#include "tool.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "day.h"
#include "diag.h"
#include "num.h"

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void tool_start(struct tool *t, const char *program)
{
	*t = (struct tool){ .started = seconds() };
	diag_init(program);
	signal(SIGXFSZ, SIG_IGN); /* so that write says EFBIG */
	/* A closed standard stream would be given away to the next file opened; a stream of the wrong
	 * direction keeps its place and still fails when it is used. */
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) != fd)
			exit(STATUS_SYSTEM);
}

void tool_wants_input(const struct tool *t)
{
	bool standard = t->n_files == 0;

	for (size_t i = 0; i < t->n_files; i++)
		standard |= strcmp(t->files[i], "-") == 0;
	if (!standard || !isatty(STDIN_FILENO))
		return;
	fprintf(stderr, "%s\nTry '%s --help'.\n", t->usage, diag_program());
	exit(STATUS_USAGE);
}

uint64_t tool_count(const char *option, const char *text, uint64_t least, uint64_t most)
{
	uint64_t n;

	if (!num_parse_count(str_of(text), most, &n) || n < least)
		die_usage("--%s: not a whole number from %llu to %llu: %s", option,
		          (unsigned long long)least, (unsigned long long)most, quote_text(text).text);
	return n;
}

double tool_number(const char *option, const char *text, double least, double most)
{
	double x;

	if (!num_parse(str_of(text), &x) || x < least || x > most)
		die_usage("--%s: not a number from %g to %g: %s", option, least, most,
		          quote_text(text).text);
	return x;
}

int32_t tool_day(const char *option, const char *text)
{
	int32_t day;

	if (!day_parse_iso(str_of(text), &day))
		die_usage("--%s: not a date such as 2026-11-21: %s", option, quote_text(text).text);
	return day;
}

size_t tool_columns(const struct input *in, const char *list, size_t *column, size_t most,
                    const char *option)
{
	struct str rest = str_of(list), name;
	struct arena a = { 0 };
	size_t n = 0;

	while (str_split(&rest, ',', &name)) {
		if (n == most)
			die_usage("--%s: more than %zu columns", option, most);
		column[n] = input_column(in, arena_str(&a, name).p);
		for (size_t i = 0; i < n; i++)
			if (column[i] == column[n])
				die_usage("--%s: %s is named twice", option, quote(name).text);
		n++;
	}
	if (!n)
		die_usage("--%s: no column named", option);
	arena_release(&a);
	return n;
}

void tool_input(const struct tool *t, struct input *in)
{
	tool_wants_input(t);
	input_open(in, t->files, t->n_files, t->columns, t->progress);
	in->headerless &= !t->names_only;
}

void tool_names_only(struct tool *t)
{
	static char nothing[] = "/dev/null", *const files[] = { nothing };

	if (!t->columns)
		die_usage("--print-columns: -C is missing: the columns of the input");
	t->names_only = true;
	t->files = files;
	t->n_files = 1;
}

void tool_put_names(struct out *out, const char *names)
{
	struct buf line = { 0 };

	for (const char *p = names; *p; p++)
		buf_char(&line, *p == ',' ? '\t' : *p);
	buf_char(&line, '\n');
	out_take(out, &line);
	buf_release(&line);
}

void tool_stat(struct tool *t, const char *name, uint64_t n)
{
	if (t->counts < TOOL_COUNTS) {
		t->count[t->counts].name = name;
		t->count[t->counts++].n = n;
	}
}

void tool_printed(void)
{
	if (fflush(stdout) != 0 || ferror(stdout) || close(STDOUT_FILENO) != 0)
		die(STATUS_SYSTEM, "standard output: write error");
	_exit(STATUS_DONE);
}

void tool_conserve(uint64_t in, uint64_t out)
{
	if (in != out)
		die(STATUS_SYSTEM, "%llu rows in, but %llu accounted for: this is a fault of the program",
		    (unsigned long long)in, (unsigned long long)out);
}

void tool_write_stats(const struct tool *t)
{
	struct out *out;
	struct buf b = { 0 };

	if (!t->stats)
		return;
	out = out_open_side(t->stats, "stats");
	buf_text(&b, "name\tvalue\n");
	for (size_t i = 0; i < t->counts; i++)
		buf_printf(&b, "%s\t%llu\n", t->count[i].name, (unsigned long long)t->count[i].n);
	buf_printf(&b, "seconds\t%.3f\n", seconds() - t->started);
	out_take(out, &b);
	out_close(out);
	buf_release(&b);
}

int tool_close(struct tool *t, struct out *out)
{
	tool_write_stats(t);
	out_close(out);
	return STATUS_DONE;
}
