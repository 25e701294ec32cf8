/* reader - hand-made files as blocks of whole records: the form of CSV for feed.h. */
#ifndef SEG_CLEAN_READER_H
#define SEG_CLEAN_READER_H

#include "csv.h"
#include "feed.h"

struct reader {
	struct feed feed; /* blocks carry their file's struct csv_dialect as `own` */
	bool sniff;       /* the delimiter is found in each file's first line */
	struct csv_dialect told;
};

struct reader_options {
	const char *delimiter;    /* of --delimiter, or NULL */
	const char *names_option; /* which option gave the names */
	const char *names;        /* of --header or -C, or NULL: the first record has them */
	bool may_be_empty;
};

/* The source is set. Reads the first header; an unusable one ends the program. */
void reader_open(struct reader *r, const struct reader_options *o);

void reader_close(struct reader *r);

#endif
