/* input - the rows of the FILEs of a command line, as blocks.
 * Floor 3. Opens and checks: a missing file ends the program with exit 4, a bad header with exit 3, a column that an
 * option names and the header has not with exit 2. */
#ifndef SEG_INPUT_H
#define SEG_INPUT_H

#include "blocks.h"
#include "source.h"

struct input {
	struct source source;
	struct tsv_header header; /* of the first file; the others are brought into its order */
	bool headerless;          /* -C: names come from the option, missing is written \N */
	struct arena keep;
	struct buf rest;       /* bytes after the last whole line read */
	size_t line;           /* of the next line */
	const uint32_t *order; /* of the file being read */
	bool open;             /* a file is being read */
	uint64_t rows;         /* rows that came to the ordered end */
};

/* `columns` is the argument of -C, or NULL. Returns with the header known; under -C the file may be empty. */
void input_open(struct input *in, char *const *files, size_t n, const char *columns,
                enum progress progress);

/* A column by name. `option` names what asked for it. The first ends the program when it is missing, and offers the
 * names that are near; the second gives SIZE_MAX. */
size_t input_column(const struct input *in, const char *name);
size_t input_find(const struct input *in, const char *name);

/* For struct blocks: fill with `from` the input, and at the start of work, to index the block's rows. */
bool input_fill(void *from, struct block *b);
size_t input_rows(const struct input *in, struct block *b);

/* For the ordered end: counts the rows and ends the program when the block has a fault. */
void input_done(struct input *in, struct block *b);

struct place input_place(const struct input *in, const struct block *b, size_t row, const char *column);
void input_close(struct input *in);

#endif
