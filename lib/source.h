/* source - bytes from files, one after the other, by our own read loop.
 * Floor 3. Interrupted reads are taken up again; a failed one ends the program (exit 4). A regular file can be read a
 * second time, as long as it is what it was. */
#ifndef SEG_SOURCE_H
#define SEG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fault.h"

struct source_file; /* which one it was, to know it again */

struct source {
	char *const *paths;
	size_t files;             /* 0 names: standard input */
	size_t at;                /* the file being read: paths[at] */
	int fd;                   /* -1 between files */
	bool progress;            /* say how far we are on stderr, after two seconds */
	uint64_t bytes;           /* read so far, of all files */
	uint64_t expected;        /* size of all files, or 0 when unknown */
	struct source_file *file; /* of each name */
};

enum progress { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

void source_init(struct source *s, char *const *paths, size_t files, enum progress progress);

/* Opens the next file; false after the last. NULL in *problem, or why it cannot be opened. */
bool source_next(struct source *s, const char **problem);

/* The file's name for messages: "-" is the standard input. */
const char *source_name(const struct source *s, size_t file);

/* Fills p as far as the file goes: fewer than n bytes only at its end, which also closes it. */
size_t source_read(struct source *s, char *p, size_t n);

/* For a file that is read here and there: keeps the one being read open for source_again, or is false when that is not
 * possible; source_move goes on to other bytes of it, or back; source_bytes is how many it had. */
bool source_keep(struct source *s);
void source_move(struct source *s, int64_t by);
uint64_t source_bytes(const struct source *s);

/* The size of all files, 0 when that is unknown. */
uint64_t source_size(const struct source *s);

/* Whether a file that was opened can be read again: a regular one that has a name, and not one of very many.
 * source_reopen before that; source_again then reads n bytes from `at` on, in any thread, and is false when they are not
 * there any more; source_missed says that they are others; source_fault is what to say of that, once for each fault;
 * source_check at the end. The first and the last end the program (exit 4) when a file is not what it was. */
bool source_lasts(const struct source *s, size_t file);
void source_reopen(struct source *s, size_t file);
bool source_again(const struct source *s, size_t file, uint64_t at, char *p, size_t n);
void source_missed(const struct source *s, size_t file);
void source_fault(const struct source *s, size_t file, struct fault *fault);
void source_check(const struct source *s);

/* The whole of a small file (at most `most` bytes) in memory from malloc; ends the program with exit 4 when it cannot
 * be read, exit 3 when it is larger. */
char *source_whole(const char *path, size_t most, size_t *n);

/* Clears the line of progress, if one stands: before a message, also while others read. */
void source_clear(const struct source *s);

/* The same, and closes what was opened again. */
void source_close(struct source *s);

#endif
