/* reader - hand-made files as blocks of whole records. */
#ifndef SEG_CLEAN_READER_H
#define SEG_CLEAN_READER_H

#include "blocks.h"
#include "csv.h"
#include "source.h"

struct reader {
	struct source source;
	struct csv_dialect dialect;
	bool sniff;         /* the delimiter is found in each file's first line */
	const char *header; /* NAMES of --header or -C, or NULL: the first record names the columns */
	struct str *name;   /* of the first file, as text */
	size_t columns;
	const uint32_t *order; /* where each column stands in the file being read; NULL: as in the first */
	struct arena keep;
	struct buf rest;
	size_t line;
	bool open;
};

/* delimiter: the argument of --delimiter, or NULL. Reads the first header; an unusable one ends the program. */
void reader_open(struct reader *r, const char *delimiter, const char *header, bool may_be_empty);

/* For struct blocks: `from` is the reader. */
bool reader_fill(void *from, struct block *b);

void reader_close(struct reader *r);

#endif
