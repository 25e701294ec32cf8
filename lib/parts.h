/* parts - the rows of a frame, block by block: in memory, or left in the files they came from.
 * Floor 3. A part that was left is read again when it is needed: that costs less than keeping it. */
#ifndef SEG_PARTS_H
#define SEG_PARTS_H

#include "input.h"

struct frame_part {               /* one block */
	struct buf bytes;         /* none when they were left in the file: */
	struct tsv_index index;   /* then of this, only the number of rows is good */
	size_t file, line, first; /* where it came from; number of its first row */
	uint64_t at;              /* its place in the file, */
	size_t size;              /* and its bytes there */
	const uint32_t *order;    /* of its columns there */
};

struct frame {
	const struct input *in; /* names and places; outlives the frame */
	struct frame_part *part;
	size_t parts, room;
	size_t rows;
};

/* What else is done with the rows while they are read, each part while its bytes are at hand. */
struct parts_visit {
	/* The first part that has rows, before all else; `expected` rows in all, 0 when that is unknown. */
	void (*begin)(void *arg, const struct frame_part *first, size_t expected);
	/* Each part, by workers; the tally is tally_size zero bytes at first. */
	void (*part)(void *arg, const struct frame_part *part, void *tally);
	/* The same in the order of parts. Whether its bytes may be left in the file, where files allow that. */
	bool (*done)(void *arg, const struct frame_part *part, const void *tally);
	size_t tally_size;
	void *arg;
};
void parts_load(struct frame *f, struct input *in, size_t threads, const struct parts_visit *v);

/* A part with its rows, in any thread: itself, or when it was left in the file read again into `room`, which has been
 * zero or used for that before, and is to be released. Without any row when the file is not what it was: parts_check,
 * after all, ends the program then (exit 4). */
const struct frame_part *parts_again(const struct frame *f, size_t part, struct frame_part *room);
void parts_check(const struct frame *f);
void parts_release_one(struct frame_part *p);

/* Has all rows in memory from now on; what follows needs that but for what reads columns as numbers. */
void parts_keep(struct frame *f, struct crew *crew);

#endif
