/* input - the rows of the FILEs of a command line, as blocks of seg-tsv.
 * Floor 3. A missing file ends the program with exit 4, a bad header with exit 3, a column that is asked for and not
 * there with exit 2. */
#ifndef SEG_INPUT_H
#define SEG_INPUT_H

#include "feed.h"

struct input {
	struct feed feed;
	struct tsv_header header; /* of the first file; the others are brought into its order */
	bool headerless;          /* -C: names come from the option, missing is written \N */
	uint64_t rows;            /* rows that came to the ordered end */
};

/* `columns` is the argument of -C, or NULL. Returns with the header known; under -C the file may be empty. */
void input_open(struct input *in, char *const *files, size_t n, const char *columns,
                enum progress progress);

/* A small table that people write, of which the last line may lack its end. */
void input_open_hand_made(struct input *in, char *const *file);

/* A column by name. The first ends the program when there is none, and offers the name that is near; the second gives
 * SIZE_MAX. */
size_t input_column(const struct input *in, const char *name);
size_t input_find(const struct input *in, const char *name);

/* The name of a file for messages. */
const char *input_name(const struct input *in, size_t file);

/* For struct blocks: fill with `from` the input, and at the start of work, to index the block's rows. */
bool input_fill(void *from, struct block *b);
size_t input_rows(const struct input *in, struct block *b);

/* For the ordered end: counts the rows and ends the program when the block has a fault. */
void input_done(struct input *in, struct block *b);

void input_close(struct input *in);

#endif
