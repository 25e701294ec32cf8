/* source - bytes from files, one after the other, by our own read loop.
 * Floor 3. Interrupted reads are taken up again; a failed one ends the program (exit 4). */
#ifndef SEG_SOURCE_H
#define SEG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {
	char *const *paths;
	size_t files;      /* 0 names: standard input */
	size_t at;         /* the file being read: paths[at] */
	int fd;            /* -1 between files */
	bool progress;     /* say how far we are on stderr, after two seconds */
	uint64_t bytes;    /* read so far, of all files */
	uint64_t expected; /* size of all files, or 0 when unknown */
};

enum progress { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

void source_init(struct source *s, char *const *paths, size_t files, enum progress progress);

/* Opens the next file; false after the last. NULL in *problem, or why it cannot be opened. */
bool source_next(struct source *s, const char **problem);

/* The file's name for messages: "-" is the standard input. */
const char *source_name(const struct source *s, size_t file);

/* Fills p as far as the file goes: fewer than n bytes only at its end, which also closes it. */
size_t source_read(struct source *s, char *p, size_t n);

/* The whole of a small file (at most `most` bytes) in memory from malloc; ends the program with exit 4 when it cannot
 * be read, exit 3 when it is larger. */
char *source_whole(const char *path, size_t most, size_t *n);

/* Clears the line of progress, if one stands. */
void source_close(struct source *s);

#endif
