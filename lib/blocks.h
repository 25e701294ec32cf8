/* blocks - many blocks of whole records through one function, in order and on all cores.
 * Floor 3. Threads are made here and in crew.h, nowhere else. One sequential fill, workers in between, one ordered end:
 *     fill -> work (parallel) -> done (in the order of filling)
 * map:   work leaves its rows in the block, done writes them.
 * fold:  work adds to the worker's own state; afterwards the states are merged in the order of the workers.
 * group: see group.h.
 * What a worker may touch is its block, its state and constants; only fill and done may print or exit. */
#ifndef SEG_BLOCKS_H
#define SEG_BLOCKS_H

#include "crew.h"
#include "tsv.h"

#define BLOCK_BYTES (256 * 1024)

struct block {
	struct buf in; /* whole records */
	size_t file;   /* number of the file they come from */
	size_t line;   /* physical line of the first record */
	uint64_t at;   /* where that begins in the file, in bytes */
	size_t left;   /* bytes that were left there, for feed_fetch; 0: none, they are here */
	size_t lines;  /* physical lines in the block */
	const uint32_t *order; /* for tsv_index */
	const void *own;       /* what the form of the file has to say */
	size_t number;         /* of a slice or a part */
	struct tsv_index index;
	struct buf out, side; /* what the worker made of them */
	struct buf scratch;   /* the worker's */
	struct fault fault;   /* why the block ends before its end */
	void *tally; /* tally_size zero bytes at the start of work: counts for the ordered end */
};

struct blocks {
	size_t threads; /* workers; 1 does all in the caller's thread */
	size_t tally_size;
	size_t state_size; /* of one worker's state, zero bytes at the start */
	bool (*fill)(void *from, struct block *b); /* false: nothing more, b is empty */
	void *from;
	void (*work)(void *job, struct block *b, void *state);
	void (*done)(void *job, struct block *b); /* may be NULL */
	void (*merge)(void *job, void *state);    /* once per worker, at the end; may be NULL */
	void *job;
};

void blocks_run(const struct blocks *run);

#endif
