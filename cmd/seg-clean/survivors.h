/* survivors - of the rows with the same key one is kept: --key, --keep, --dupes.
 * One worker adds rows in their order; what stays is written in that order too. Memory grows with keys and rows, not with
 * what is in them: rows that must wait for a better one do so in a temporary file. */
#ifndef SEG_CLEAN_SURVIVORS_H
#define SEG_CLEAN_SURVIVORS_H

#include "map.h"
#include "out.h"
#include "cleaning.h"
#include "spool.h"

struct survivors_told {
	const char *key, *keep, *dupes; /* arguments of options, or NULL */
};

struct survivors {
	bool asked;
	size_t column[STEP_COLUMNS], columns;
	enum { KEEP_FIRST, KEEP_LAST, KEEP_NEWEST, KEEP_FULLEST } keep;
	size_t by; /* the column of newest */
	struct out *dupes;
	struct map map;
	struct arena keys;
	struct survivor *best; /* per key */
	size_t best_room;
	uint32_t *group; /* per row: the number of its key, or UINT32_MAX */
	size_t rows, row_room;
	uint64_t merged;
	struct buf scratch, lost; /* the key; rows for the dupes file */
	struct spool spool;
};

/* Binds the options to columns of the plan, which is then ordered; wrong usage ends the program. */
void survivors_init(struct survivors *s, struct plan *p, const struct survivors_told *told);

/* For the worker: the row that was just written at out->p + from. A row that is known to go is taken off. */
void survivors_add(struct survivors *s, const struct cleaning *row, struct buf *out, size_t from);

/* For the ordered end: what the worker left in a block, to the outputs or on to wait. */
void survivors_take(struct survivors *s, struct out *out, struct block *b);

/* At the end: rows that waited. */
void survivors_write(struct survivors *s, struct out *out);

void survivors_forget(struct survivors *s); /* all rows, when they will come again */
void survivors_release(struct survivors *s);

#endif
