/* plain - records that need nothing but tabs for their delimiters, many at a time.
 * Floor 3. What most rows of most files are; whatever else stands there is left to csv.h. */
#ifndef SEG_PLAIN_H
#define SEG_PLAIN_H

#include "buf.h"
#include "quoting.h"

/* Writes the records at p[0..n) as rows of seg-tsv, up to the first that is not of d->columns cells (two or more), goes
 * over several lines, or has a byte that seg-tsv or UTF-8 would have something to say about. Quoted cells are unquoted.
 * The last record ends at n. Returns how many bytes it took; *rows, one line each, are added. Above 0x7F all bytes are
 * passed when `utf8` says that p is. p is readable, if only that, for PLAIN_MARGIN bytes behind n. */
size_t plain_copy(const struct csv_dialect *d, const char *p, size_t n, bool utf8, struct buf *out,
                  size_t *rows);

#define PLAIN_MARGIN 64

#endif
