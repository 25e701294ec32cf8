/* diag - words on stderr and the exit status. */
#include "diag.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define VALUE_BYTES 60 /* DESIGN 3.5 */
#define NAME_BYTES 200

static const char *program = "seg";
static enum diag_voice voice = DIAG_NORMAL;

void diag_init(const char *name)
{
	program = name;
}

void diag_voice(enum diag_voice v)
{
	voice = v;
}

const char *diag_program(void)
{
	return program;
}

/* One write per message, so that the tools of a pipe do not mix theirs. A failure to write words is no error. */
static __attribute__((format(printf, 2, 0))) void say(const struct place *at, const char *format,
                                                      va_list args)
{
	char line[2048];
	int n = snprintf(line, sizeof(line), "%s: ", program);

	if (at && at->file)
		n += snprintf(line + n, sizeof(line) - (size_t)n, "%s:", shown(str_of(at->file)).text);
	if (at && at->line)
		n += snprintf(line + n, sizeof(line) - (size_t)n, "%zu:", at->line);
	if (at && at->file)
		n += snprintf(line + n, sizeof(line) - (size_t)n, " ");
	if (at && at->column)
		n += snprintf(line + n, sizeof(line) - (size_t)n, "%s: ", shown(str_of(at->column)).text);
	n += vsnprintf(line + n, sizeof(line) - (size_t)n - 1, format, args);
	if ((size_t)n > sizeof(line) - 2)
		n = (int)sizeof(line) - 2;
	line[n++] = '\n';
	fwrite(line, 1, (size_t)n, stderr);
	fflush(stderr);
}

/* Memory may run out in several threads at once, but only one may end the program. */
static void only_once(void)
{
	static pthread_mutex_t ending = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&ending);
}

void die(enum diag_status status, const char *format, ...)
{
	va_list args;

	only_once();
	va_start(args, format);
	say(NULL, format, args);
	va_end(args);
	exit((int)status);
}

void die_at(struct place at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(&at, format, args);
	va_end(args);
	exit(STATUS_INPUT);
}

void die_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(NULL, format, args);
	va_end(args);
	fprintf(stderr, "Try '%s --help'.\n", program);
	exit(STATUS_USAGE);
}

void warn(const char *format, ...)
{
	va_list args;

	if (voice == DIAG_QUIET)
		return;
	va_start(args, format);
	say(NULL, format, args);
	va_end(args);
}

void note(const char *format, ...)
{
	va_list args;

	if (voice == DIAG_QUIET)
		return;
	va_start(args, format);
	say(NULL, format, args);
	va_end(args);
}

void detail(const char *format, ...)
{
	va_list args;

	if (voice != DIAG_VERBOSE)
		return;
	va_start(args, format);
	say(NULL, format, args);
	va_end(args);
}

/* Bytes of the character at p that may be shown as they are; 0 when it must be spelled out. */
static size_t showable(const unsigned char *p, size_t n)
{
	size_t len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

	if (p[0] < 0x20 || p[0] == 0x7F || len > n ||
	    str_utf8_bad((struct str){ (const char *)p, len }) != len)
		return 0;
	if (len == 2 && p[0] == 0xC2 && p[1] < 0xA0) /* C1 controls */
		return 0;
	if (len == 3 && p[0] == 0xE2 &&
	    ((p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAE))) ||
	     (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9))) /* bidi controls and line separators */
		return 0;
	return len;
}

static void show(struct quoted *out, struct str value, size_t limit, const char *mark)
{
	size_t at = 0, i = 0;

	if (*mark)
		out->text[at++] = *mark;
	while (i < value.n && i < limit) {
		size_t len = showable((const unsigned char *)value.p + i, value.n - i);

		if (len) {
			memcpy(out->text + at, value.p + i, len);
			at += len;
			i += len;
		} else {
			at += (size_t)snprintf(out->text + at, 5, "\\x%02X", (unsigned char)value.p[i]);
			i++;
		}
	}
	if (i < value.n) {
		memcpy(out->text + at, "...", 3);
		at += 3;
	}
	if (*mark)
		out->text[at++] = *mark;
	out->text[at] = '\0';
}

struct quoted quote(struct str value)
{
	struct quoted out;

	show(&out, value, VALUE_BYTES, "'");
	return out;
}

struct quoted quote_text(const char *value)
{
	return quote(str_of(value));
}

struct quoted shown(struct str value)
{
	struct quoted out;

	show(&out, value, NAME_BYTES, "");
	return out;
}
