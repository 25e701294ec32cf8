/* passes - all rows through the rules: once, or again where something is decided from whole columns first.
 * Rows that hang on nothing undecided stream out. From the first block that does on, blocks are kept in a spool while
 * the rest of the input is looked at; then it is decided how they are read, and they are cleaned. Where cells are to be
 * filled or limited by what is usual, all wait; and when it is decided only then how numbers are read, they are looked
 * at once more before. */
#ifndef SEG_CLEAN_PASSES_H
#define SEG_CLEAN_PASSES_H

#include "out.h"
#include "rows.h"
#include "sample.h"
#include "spool.h"

struct passes {
	struct rows rows;          /* first: workers see only this */
	struct out *out, *rejects; /* rejects: NULL when nobody asked */
	struct feed *feed;
	size_t threads;
	struct rows_tally *all;  /* what was done, after passes_run */
	struct rows_tally *seen; /* the evidence of all rows */
	struct spool spool;
	bool holding; /* blocks go into the spool */
	bool looking; /* blocks are read for their values only */
};

void passes_run(struct passes *job);
void passes_release(struct passes *job);

#endif
