/* check - what a unit test says, as TAP: one line a check, the plan at the end.
 * A test is one program: CHECKs in a row, then return check_done(). Values that differ are shown, so that a failure
 * tells enough without a debugger. */
#ifndef SEG_CHECK_H
#define SEG_CHECK_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int check_count, check_failed;

/* The sentence of a check is printed as by printf. */
#define CHECK(condition, ...) check_line((condition), #condition, __FILE__, __LINE__, __VA_ARGS__)

/* |a - b| <= rel * |b|; equal infinities are near, and so are two NaN. */
#define CHECK_NEAR(a, b, rel, ...) check_near((a), (b), (rel), __FILE__, __LINE__, __VA_ARGS__)

/* A check that cannot be made here, with the reason. */
#define CHECK_SKIP(...) (printf("ok %d # SKIP ", ++check_count), printf(__VA_ARGS__), putchar('\n'))

#define CHECK_PRINTF(at) __attribute__((format(printf, at, at + 1), unused))

static __attribute__((format(printf, 2, 0))) bool check_say(bool fine, const char *sentence, va_list args)
{
	printf("%sok %d - ", fine ? "" : "not ", ++check_count);
	vprintf(sentence, args);
	putchar('\n');
	check_failed += !fine;
	return fine;
}

static CHECK_PRINTF(5) bool check_line(bool fine, const char *condition, const char *file, int line,
                                       const char *sentence, ...)
{
	va_list args;

	va_start(args, sentence);
	if (!check_say(fine, sentence, args))
		printf("# %s:%d: %s\n", file, line, condition);
	va_end(args);
	return fine;
}

static CHECK_PRINTF(6) bool check_near(double a, double b, double rel, const char *file, int line,
                                       const char *sentence, ...)
{
	bool fine = fabs(a - b) <= rel * fabs(b) || a == b || (isnan(a) && isnan(b));
	va_list args;

	va_start(args, sentence);
	if (!check_say(fine, sentence, args))
		printf("# %s:%d: got %.17g, expected %.17g, relative error %.3g over %.3g\n", file,
		       line, a, b, fabs(a - b) / fabs(b), rel);
	va_end(args);
	return fine;
}

static inline int check_done(void)
{
	printf("1..%d\n", check_count);
	return fflush(stdout) != 0 || check_failed > 0;
}

/* The folder of real data (data/README.md beside the design), which tests skip without. */
static inline const char *check_data(void)
{
	const char *folder = getenv("SEG_DATA");

	return folder && *folder ? folder : "../shared/data";
}

#endif
