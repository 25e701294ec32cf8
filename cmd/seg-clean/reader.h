/* reader - hand-made files as blocks of whole records: the form of CSV for feed.h. */
#ifndef SEG_CLEAN_READER_H
#define SEG_CLEAN_READER_H

#include "dialect.h"
#include "feed.h"
#include "recode.h"

struct reader {
	struct feed feed; /* blocks carry their file's struct csv_dialect as `own` */
	struct dialect_told told;
	struct recode recode;
};

struct reader_options {
	struct dialect_told dialect;
	const char *encoding;     /* of --encoding, or NULL */
	const char *names_option; /* which option gave the names */
	const char *names;        /* of --header or -C, or NULL: the first record has them */
	bool may_be_empty;
};

/* The source is set. Reads the first header; an unusable one ends the program. */
void reader_open(struct reader *r, const struct reader_options *o);

void reader_close(struct reader *r);

#endif
