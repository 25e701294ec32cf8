/* partition - the keys of a table that fell to one hash, with their records, until they are runs.
 * Floor 3. What does not fit the memory goes to a temporary file: as runs, or, where sums are added up, as those that
 * wait until the ledger is empty. One owner at a time. */
#ifndef SEG_PARTITION_H
#define SEG_PARTITION_H

#include "bag.h"
#include "ledger.h"
#include "runs.h"

/* What all partitions of a table share. */
struct partitioning {
	bool sums; /* as in group.h; so is pack */
	void (*pack)(void *job, void *own, struct str records, bool all, struct buf *out);
	void *job;
	struct pieces *pieces;
	size_t most;          /* bytes in memory, before they go to a file; 0: no such bound */
	bool ended;           /* all rows were read */
	_Atomic bool spilled; /* something went to a file */
	_Atomic int failed;   /* errno of a temporary file */
};

/* A row as the worker that read it has it. */
struct partition_row {
	uint64_t hash;
	struct str key;
	uint32_t at, bytes; /* of the record */
};

struct partition {
	struct partitioning *of;
	struct ledger ledger; /* of sums; */
	struct bag bag;       /* of other records */
	struct run *run;      /* what it was emptied to */
	size_t runs;
	int file; /* -1: it has none */
	uint64_t file_bytes;
	struct run overflow; /* records of keys that there was no room for, as they came */
	size_t waiting;      /* bytes of them that are not in the file yet */
	void *own;           /* for packing */
	struct buf packed;
};

void partition_init(struct partition *p, struct partitioning *of, size_t own_size);

/* Adds n rows, all of this partition. */
void partition_rows(struct partition *p, const struct partition_row *row, size_t n, const char *records);

/* Makes runs of all that is left. */
void partition_end(struct partition *p);

#endif
