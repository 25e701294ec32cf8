/* group - one state per key: the group shape of blocks.h.
 * Floor 3. Keys are spread by hash over partitions; whoever adds to a partition owns it for that moment, so memory
 * does not grow with threads. Adding must not depend on order: states are exact. */
#ifndef SEG_GROUP_H
#define SEG_GROUP_H

#include "input.h"

/* A partition of the keys, and what the tool keeps with it. */
struct group_part {
	struct arena keep; /* memory that lives as long as the groups */
	void *own;
	void **state; /* of key 0, 1, 2 … n - 1, in the order they came */
	size_t n;
};

struct group_key {
	void *state;
	uint32_t number; /* in its partition */
};

struct group_kind {
	size_t record_size; /* what a row brings: plain bytes; may hold slices of the block */
	size_t state_size;  /* what a key has; zero bytes at first */
	/* In the worker: takes a row apart. False leaves the row out: a fault, or a row that does not count. */
	bool (*read)(void *job, struct block *b, size_t row, struct str *key, void *record);
	/* In the partition that owns the key. */
	void (*add)(void *job, struct group_part *part, struct group_key key, const void *record);
	/* When all rows are in: once per partition, in parallel; may be NULL. */
	void (*close)(void *job, struct group_part *part);
	/* In the ordered end, after the block's fault was looked at; may be NULL. */
	void (*done)(void *job, struct block *b);
	size_t tally_size;
	size_t part_size; /* of a partition's own state; zero bytes at first */
};

struct group {
	struct str key; /* as it stands in the table */
	void *state;
};

struct groups {
	struct group *group; /* in byte order of the keys */
	size_t n;
	struct group_part *part;
	size_t parts;
};

/* Reads all of the input. */
void group_run(struct groups *out, struct input *in, const struct group_kind *kind, void *job,
               size_t threads);
void groups_release(struct groups *g);

#endif
