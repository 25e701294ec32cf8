/* group - all records of a key together: the group shape of blocks.h.
 * Floor 3. Keys are spread by hash over partitions; whoever adds to a partition owns it for that moment, so memory
 * does not grow with threads. When the input has ended, or the memory is full, a partition becomes a run: its keys in
 * byte order, each with its records. Runs are in memory or in an unlinked temporary file, and merge into one stream.
 * Which records come first never shows, if packing does not depend on it. */
#ifndef SEG_GROUP_H
#define SEG_GROUP_H

#include "input.h"

struct group_kind {
	/* In the worker: a row's key, and its record, of which the bytes tell where it ends, added to *record. False
	 * leaves the row out: a fault, or a row that does not count. */
	bool (*read)(void *job, struct block *b, size_t row, struct str *key, struct buf *record);
	/* In parallel: makes less of the records of one key, added to *out. They are packed in parts and those together
	 * again, and must come to the same. `own` is the worker's, own_size zero bytes at first. */
	void (*pack)(void *job, void *own, struct str records, struct buf *out);
	void (*own_release)(void *own);
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

/* For struct blocks: fill with `from` the groups brings them all in byte order of the keys, and then no more until
 * groups_rewind; in the worker, group_next takes one after the other off the block (*at is 0 at first). */
bool groups_fill(void *groups, struct block *b);
void groups_rewind(struct groups *g);
bool group_next(const struct block *b, size_t *at, struct group *out);

/* Puts a group behind others into bytes that group_next can take apart. */
void group_put(struct buf *b, struct str key, struct str records);

/* Reads the rows of a block into struct group_row, one after the other; returns how many count. For workers. */
struct group_row {
	uint64_t hash;
	struct str key;
	uint32_t at, bytes; /* of the record, in `records` */
};
size_t group_rows(const struct group_kind *kind, void *job, struct input *in, struct block *b,
                  struct buf *rows, struct buf *records);

void groups_free(struct groups *g);

#endif
