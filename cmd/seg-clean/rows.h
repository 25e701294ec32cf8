/* rows - records in, clean rows and rejects out: what a worker does with a block. */
#ifndef SEG_CLEAN_ROWS_H
#define SEG_CLEAN_ROWS_H

#include "blocks.h"
#include "cleaning.h"
#include "reader.h"
#include "survivors.h"

struct rows {
	const struct reader *reader;
	struct plan plan;
	struct survivors *survivors; /* of rows with one key; used by the one worker of an ordered plan */
	bool headerless;
	bool copies;           /* nothing is done to a row */
	bool rejects;          /* they are wanted, in the block's side */
	bool silent;           /* --check: nobody wants the rows */
	struct sample *sample; /* per step: values of all workers; NULL: they are not looked at */
};

/* Of one block: it adds up in the order of blocks. */
#define ROWS_FIRST 2560
struct rows_tally {
	uint64_t in, kept, rejected;
	uint64_t records;       /* rejected because they are no rows */
	bool undecided;         /* some value cannot be read yet: evidence.h */
	char first[ROWS_FIRST]; /* where and why a row was rejected first; "" */
	struct step_tally step[];
};

size_t rows_tally_size(const struct plan *p);
void rows_tally_add(struct rows_tally *all, const struct rows_tally *one, const struct plan *p);

/* A worker's own tools, made with its first block. */
struct hands {
	struct csv_reader *csv;
	const struct csv_dialect *dialect; /* of csv */
	struct cleaning row;
	struct str *cell;
	struct sample *sample; /* per step */
	struct buf text;       /* cells without their escapes */
	size_t file, next_line; /* where the next record stands, when no blank line comes before it */
	bool ended;             /* the table of the file, at a blank line */
};

/* For struct blocks: the job begins with a struct rows. */
void rows_clean(void *job, struct block *b, void *hands);
void rows_release(void *job, void *hands);

/* Cleans whole records of the block, with `lines` lines of it before them; false when it ends with a fault among them. */
bool rows_take(const struct rows *rows, struct hands *h, struct block *b, struct str records,
               size_t lines);

/* The header line of what comes out; false when every column is dropped. */
bool rows_put_header(const struct rows *rows, struct buf *b);

#endif
