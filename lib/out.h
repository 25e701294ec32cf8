/* out - files that appear whole or not at all, and standard output that is checked to its end.
 * Floor 3. A named file is written beside its place and renamed into it; when the program ends any other way, what
 * stood there before stays. A failed write ends the program (exit 4). */
#ifndef SEG_OUT_H
#define SEG_OUT_H

#include <stdbool.h>

#include "buf.h"

struct out;

/* NULL or "-" is standard output. Two outputs in one place are wrong usage (exit 2). */
struct out *out_open(const char *path);

/* Files that are read: an output in the place of one is wrong usage (exit 2). */
void out_spare(char *const *files, size_t n);

/* A side file, which must be one: `option` asked for it. A private one is for its owner's eyes only (mode 0600). */
struct out *out_open_side(const char *path, const char *option);
struct out *out_open_private(const char *path, const char *option);

/* Rows parted among the n files path.0, path.1 ...: a row goes where the hash of its first cell says, and one whose
 * first cell is missing to the first. Whole lines are written. The files are renamed into place one after another. */
#define OUT_SHARDS 256
struct out *out_open_shards(const char *path, size_t n);

/* Buffered; large pieces go straight through. */
void out_write(struct out *o, struct str bytes);

/* Takes what stands in b and leaves b empty. */
void out_take(void *out, struct buf *b); /* a struct out; void so that whoever gives bytes away can call it */

/* Writes out what is left; a named file is flushed to the disk and renamed into place. */
void out_close(struct out *o);

#endif
