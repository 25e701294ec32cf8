/* spool - blocks set aside until the whole input has been seen, in a file that has no name.
 * Memory does not grow; the file is in $TMPDIR, or /tmp, and gone when the program ends in any way. */
#ifndef SEG_CLEAN_SPOOL_H
#define SEG_CLEAN_SPOOL_H

#include "blocks.h"

struct spool {
	int fd;
	bool open;
	uint64_t blocks, bytes;
	uint64_t read; /* blocks given back so far */
};

/* Keeps the records of a block and where they come from. */
void spool_put(struct spool *s, const struct block *b);

/* From here on spool_fill gives them back. */
void spool_rewind(struct spool *s);

/* For struct blocks: `from` is the spool. */
bool spool_fill(void *from, struct block *b);

void spool_close(struct spool *s);

#endif
