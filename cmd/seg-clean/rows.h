/* rows - records in, clean rows and rejects out: what a worker does with a block. */
#ifndef SEG_CLEAN_ROWS_H
#define SEG_CLEAN_ROWS_H

#include "blocks.h"
#include "plan.h"
#include "reader.h"

struct rows {
	const struct reader *reader;
	struct plan plan;
	bool headerless;
	bool copies;  /* nothing is done to a row */
	bool rejects; /* they are wanted, in the block's side */
};

/* Of one block. */
struct rows_tally {
	uint64_t in, kept, rejected, warnings;
};

/* A worker's own tools, made with its first block. */
struct hands {
	struct csv_reader *csv;
	const struct csv_dialect *dialect; /* of csv */
	struct cleaning row;
	struct str *cell;
	struct buf text; /* cells without their escapes */
};

/* For struct blocks: the job begins with a struct rows. */
void rows_clean(void *job, struct block *b, void *hands);
void rows_release(void *job, void *hands);

/* The header line of what comes out; false when every column is dropped. */
bool rows_put_header(const struct rows *rows, struct buf *b);

#endif
