/* runs - sorted pieces of a table of records by key, in memory or in an unlinked file, merged into one.
 * Floor 3. A run is written once, its keys in byte order, and may be read several times. */
#ifndef SEG_RUNS_H
#define SEG_RUNS_H

#include <stdbool.h>

#include "buf.h"

struct run {
	struct buf bytes; /* its entries; empty when they are in the file */
	int file;         /* -1, or where they are: from..to */
	uint64_t from, to;
	size_t entry; /* where in `bytes` the entry that is being written begins */
};

/* One entry: its records are put into run->bytes between begin and end. */
void run_begin(struct run *r, struct str key);
void run_end(struct run *r);

/* Moves what was written to the end of a file; 0 or errno. `at` is the file's size and moves on. */
int run_spill(struct run *r, int file, uint64_t *at);

/* An unlinked temporary file, in TMPDIR or /tmp: -1 with errno when there can be none. */
int run_file(void);

/* Gives back the memory that the entries do not take. */
void run_fit(struct run *r);
void run_release(struct run *r); /* the file stays open */

/* Reads runs together: every key once, in byte order, with all its records. */
struct merge;
struct merge *merge_open(struct run *run, size_t n);

/* False at the end, and when a file cannot be read: then *failed is its errno. The slices are good until the next. */
bool merge_next(struct merge *m, struct str *key, struct str *records, int *failed);
void merge_close(struct merge *m);

#endif
