/* group - all records of a key together: the group shape of blocks.h.
 * Floor 3. Keys are spread by hash over partitions; whoever adds to a partition owns it for that moment, so memory
 * does not grow with threads. When the input has ended, or the memory is full, a partition becomes a run: its keys in
 * byte order, each with its records. Runs are in memory or in an unlinked temporary file; ranges of keys are read off
 * all of them at once, in parallel. Which records come first never shows, if packing does not depend on it. */
#ifndef SEG_GROUP_H
#define SEG_GROUP_H

#include "input.h"
#include "partition.h"

struct group_kind {
	/* In the worker: a row's key, and its record, of which the bytes tell where it ends, added to *record. False
	 * leaves the row out: a fault, or a row that does not count. */
	bool (*read)(void *job, struct block *b, size_t row, struct str *key, struct buf *record);
	bool sums; /* records are all struct sums, and added up: that keeps memory to one record of a key */
	/* When all rows were read, before what is in memory is packed; may be NULL. */
	void (*ended)(void *job);
	/* In parallel: makes less of the records of one key, added to *out; `all` when these are all there are. Otherwise
	 * they are packed in parts and those together again, and must come to the same. `own` is a partition's, own_size
	 * zero bytes at first. NULL leaves records as they are. */
	void (*pack)(void *job, void *own, struct str records, bool all, struct buf *out);
	void (*own_done)(void *job, void *own); /* one after the other, at the end; may be NULL */
	size_t own_size;
	/* In the ordered end, after the block's fault was looked at; may be NULL. */
	void (*done)(void *job, struct block *b);
	size_t tally_size;
	size_t memory; /* bytes for keys and records, beyond which they go to temporary files; 0: no such bound */
};

struct group {
	struct str key; /* as it stands in the table */
	struct str records;
};

struct groups;

/* Reads all of the input. */
struct groups *group_run(struct input *in, const struct group_kind *kind, void *job, size_t threads);

/* Whether every key was packed at once, with `all`. */
bool groups_whole(const struct groups *g);

/* For struct blocks: fill with `from` the groups numbers the ranges of keys, in byte order, and then no more until
 * groups_rewind. In the worker a range is opened, read to its end and closed; done begins with groups_check. */
bool groups_fill(void *groups, struct block *b);
void groups_rewind(struct groups *g);
struct group_range *group_range_open(struct groups *g, const struct block *b);
/* The keys it reaches from, and to without including it; NULL when there is no end. */
void group_range_bounds(const struct groups *g, const struct block *b, const struct str **from,
                        const struct str **to);
bool group_next(struct group_range *r, struct group *out); /* good until the next */
void group_range_close(struct group_range *r);
void groups_check(const struct groups *g); /* ends the program when a temporary file could not be read */

/* Reads the rows of a block into struct partition_row, one after the other; returns how many count. For workers. */
size_t group_rows(const struct group_kind *kind, void *job, struct input *in, struct block *b,
                  struct buf *rows, struct buf *records);

void groups_free(struct groups *g);

#endif
