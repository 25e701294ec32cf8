/* diag - words on stderr and the exit status.
 * Floor 0. For the ends of the line only (open, write, close, main): maths and workers never call it.
 * Every message is one line: tool, place, what; values are shown so that no terminal obeys them. */
#ifndef SEG_DIAG_H
#define SEG_DIAG_H

#include <stdbool.h>

#include "str.h"

enum diag_status {
	STATUS_DONE = 0,
	STATUS_NO = 1,    /* an option asked a question and the answer is no */
	STATUS_USAGE = 2, /* the command line is wrong */
	STATUS_INPUT = 3, /* the input or the model cannot be used */
	STATUS_SYSTEM = 4 /* read, write or memory failed */
};

enum diag_voice { DIAG_QUIET, DIAG_NORMAL, DIAG_VERBOSE };

/* Where in the input something stands; line 0 and a NULL column are left out. */
struct place {
	const char *file;
	size_t line;
	const char *column;
};

/* The program's name, said first in every message; call before anything else. */
void diag_init(const char *program);
void diag_voice(enum diag_voice voice);
const char *diag_program(void);

#define DIAG_PRINTF(at) __attribute__((format(printf, at, at + 1)))

/* Ends the program with the message and the status. */
_Noreturn void die(enum diag_status status, const char *format, ...) DIAG_PRINTF(2);
_Noreturn void die_at(struct place at, const char *format, ...) DIAG_PRINTF(2); /* STATUS_INPUT */
_Noreturn void die_usage(const char *format, ...) DIAG_PRINTF(1); /* and "Try --help" */

void warn(const char *format, ...) DIAG_PRINTF(1); /* something is doubtful: silent under --quiet */
void note(const char *format, ...) DIAG_PRINTF(1); /* a choice made for the user: the same */
void detail(const char *format, ...) DIAG_PRINTF(1); /* only under --verbose */

/* A value made safe to show, in single quotes: cut at 60 bytes, control bytes, bidi controls and bytes that are
 * not UTF-8 as \xHH. Use as quote(s).text inside one call. */
struct quoted {
	char text[820];
};
struct quoted quote(struct str value);
struct quoted quote_text(const char *value);

/* The same without the quotes, for names of files and columns; cut at 200 bytes. */
struct quoted shown(struct str value);

#endif
