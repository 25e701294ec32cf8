/* frame - a whole table in memory, for tools that need all rows at once.
 * Floor 3. The bytes of the input are kept as they came, with an index of their cells: rows can be written again in
 * their old order, and columns of numbers are made from them on demand. Everything lives until frame_release.
 * Who needs the bytes but twice can leave them in the files: see parts.h. */
#ifndef SEG_FRAME_H
#define SEG_FRAME_H

#include "parts.h"

/* Reads all of the input. */
void frame_load(struct frame *f, struct input *in, size_t threads);

/* The part a row is in. */
const struct frame_part *frame_part(const struct frame *f, size_t row);
struct str frame_cell(const struct frame *f, size_t row, size_t column);
struct place frame_place(const struct frame *f, size_t row, size_t column);

/* Several columns as numbers in one go: that of column[j] in a row to at(arg, row)[j * step], NaN where it is missing
 * or not a number. What was seen of each column; `first` is the first row of `others`. */
struct frame_reading {
	const size_t *column;
	size_t n, step;
	double *(*at)(void *arg, size_t row);
	void *arg;
};
struct frame_seen {
	size_t numbers, missing, others, first;
};
void frame_read(const struct frame *f, const struct frame_reading *r, struct frame_seen *seen,
                struct crew *crew);

/* The same of one part that has its rows; what is seen is added to `seen`, that of parts in their order. */
void frame_read_part(const struct frame_part *part, const struct frame_reading *r,
                     struct frame_seen *seen);
void frame_seen_add(struct frame_seen *seen, size_t n, const struct frame_seen *more);

/* Ends the program (exit 3) with the place of a cell that is not `what`, such as "a number". */
_Noreturn void frame_refuse(const struct frame *f, size_t row, size_t column, const char *what);

/* Says which columns hold more numbers than other things, but others too: that they are e.g. "left out", and where the
 * first such cell stands. Nothing of columns of text. */
void frame_say_mixed(const struct frame *f, const size_t *column, size_t n,
                     const struct frame_seen *seen, const char *fate);

/* out[row] for every row: the column as numbers, NaN where it is missing; frame_refuse for what is not a number. */
void frame_numbers(const struct frame *f, size_t column, double *out, struct crew *crew);

/* The same in the caller's thread, and without ending the program: the first row that is not a number, or SIZE_MAX. */
size_t frame_read_numbers(const struct frame *f, size_t column, double *out);

/* Whether a column holds numbers: at least one, and nothing else but missing values. */
bool frame_is_numeric(const struct frame *f, size_t column);

/* Fills order[0..rows) with the rows in byte order of the column, equal ones as they came. */
void frame_order(const struct frame *f, size_t column, size_t *order);

/* Goes through the rows in order, part by part and in parallel: for struct blocks, `fill` with `from` a walk from
 * zero. The block is empty but for b->number, that of the part. */
struct frame_walk {
	const struct frame *frame;
	size_t at;
};
bool frame_fill(void *walk, struct block *b);

void frame_release(struct frame *f);

#endif
