/* feed - files, one after the other, as blocks of whole records.
 * Floor 3. Knows files, byte order marks, line numbers and the order of columns; what a record is, the form says.
 * A missing file or a bad header of a later file is a fault of the block that stands in its place, so that what comes
 * first in the files is told first. */
#ifndef SEG_FEED_H
#define SEG_FEED_H

#include "blocks.h"
#include "source.h"

struct feed;

/* How files are written. */
struct feed_form {
	/* Looks at the first bytes of a file (after a byte order mark) and reads its header record, unless names are
	 * known: *taken bytes. False asks for more bytes; `last` says there are none. May set feed->own. */
	bool (*begin)(struct feed *f, struct str bytes, bool last, struct tsv_header *names,
	              size_t *taken, struct fault *fault);
	/* How many bytes are whole records. */
	size_t (*whole)(const struct feed *f, struct str bytes, bool last);
	size_t most; /* bytes of a record */
};

struct feed {
	struct source source;
	const struct feed_form *form;
	void *self; /* the form's */
	/* In place of source_read, where bytes are not what is in the file; may be NULL. */
	size_t (*read)(struct feed *f, char *p, size_t n);
	bool named;               /* the names are known before: files have no header */
	struct tsv_header header; /* of the first file; the others have the same names */
	const void *own;          /* the form's, of the file being read */
	const uint32_t *order; /* where each column stands in the file being read; NULL: as in the first */
	struct arena keep;
	struct buf rest; /* bytes behind the last whole record */
	size_t line;     /* of the next record; when blocks are left in files, of the first one */
	size_t counted, of_file; /* for feed_count: lines so far, of which file */
	uint64_t offset;         /* of the next record, in the file's bytes */
	bool open;
	bool hand_made; /* files are: their last line may lack its end. Not with leaves */
	bool leaves; /* blocks are left in files that last, as far as there are more behind them */
	bool apart;  /* this one is */
};

/* source and form are set; opens the first file. What is wrong with it ends the program. */
void feed_open(struct feed *f);

/* For struct blocks: `from` is the feed. */
bool feed_fill(void *from, struct block *b);

/* Before the first block: from now on blocks come, where that is possible, without their bytes, which workers get with
 * feed_fetch: so they come into the caches where they are needed. Lines are then counted by feed_count, and until that a
 * block's line is that of its file's first record. Filling and fetching may find that a file has changed; source_check,
 * at the end, finds the rest. */
void feed_leave(struct feed *f);
void feed_fetch(const struct feed *f, struct block *b);
void feed_count(struct feed *f, struct block *b); /* in the ordered end */

/* Ends the program with the block's fault, if it has one. */
void feed_check(struct feed *f, const struct block *b);

void feed_close(struct feed *f);

#endif
