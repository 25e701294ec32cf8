/* runs - sorted pieces of a table of records by key, in memory or in an unlinked file, merged into one.
 * Floor 3. A run is written once, its keys in byte order, and may be read several times, by several threads, and only
 * from one key to another. */
#ifndef SEG_RUNS_H
#define SEG_RUNS_H

#include "buf.h"
#include "pieces.h"

/* Entries that stand together; a piece in a file is read as a whole. */
struct run_part {
	struct piece *piece; /* NULL: in the file */
	uint64_t at;         /* where in the file */
	size_t bytes;
	size_t key_at, key_n; /* its first key, in the run's `firsts` */
};

struct run {
	struct pieces *pieces; /* where its memory comes from */
	struct run_part *part;
	size_t n, room;
	struct buf firsts;
	int file;         /* -1, or where the parts are */
	size_t part_most; /* bytes of a part, about; 0: as many as a piece has */
	size_t bytes;
};

/* An entry behind the others. */
void run_add(struct run *r, struct str key, struct str records);

/* Moves what was written, and is not there yet, to the end of a file; 0 or errno. `at` is the file's size and moves on. */
int run_spill(struct run *r, int file, uint64_t *at);

/* An unlinked temporary file, in TMPDIR or /tmp: -1 with errno when there can be none. */
int run_file(void);

void run_release(struct run *r); /* the file stays open */

/* About n keys that part the runs together into equal shares, ascending, in *keys (the caller's to free); how many
 * there are. They are good as long as the runs. */
size_t runs_split(const struct run *run, size_t runs, size_t n, struct str **keys);

/* Reads runs together: every key from `from` on (NULL: from the first), before `to` (NULL: to the last), once, in byte
 * order, with all its records. */
struct merge;
struct merge *merge_open(const struct run *run, size_t n, const struct str *from, const struct str *to);

/* False at the end, and when a file cannot be read: then *failed is its errno. The slices are good until the next. */
bool merge_next(struct merge *m, struct str *key, struct str *records, int *failed);
void merge_close(struct merge *m);

#endif
