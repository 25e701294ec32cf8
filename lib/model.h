/* model - a model as a text file that can be read, compared and kept (see seg-model(5)).
 * Floor 4. What the file says is here, what it means is its reader's business. Whatever is wrong with a file ends the
 * program: exit 4 when it cannot be read, exit 3 with its name and line for all else. */
#ifndef SEG_MODEL_H
#define SEG_MODEL_H

#include "tsv.h"

#define MODEL_VERSION 1
#define MODEL_BYTES_MOST (64u << 20)
#define MODEL_LINES_MOST 1024 /* keys and tables of one model */

/* --- Writing: text gathers in a buffer, which model_save then writes. --- */

void model_begin(struct buf *text, const char *kind);

/* A key with its value. Text is put as a cell, numbers must be finite. */
void model_put_text(struct buf *text, const char *key, const char *value);
void model_put_count(struct buf *text, const char *key, uint64_t value);
void model_put_number(struct buf *text, const char *key, double value);

/* Opens a table; its rows follow as lines of seg-tsv. The header's names are in escaped form. */
void model_put_table(struct buf *text, const char *name, size_t rows, const struct tsv_header *header);

/* Adds the last line, the checksum of what stands before it. */
void model_seal(struct buf *text);

/* Seals the text and writes the file, whole or not at all; leaves the buffer empty. */
void model_save(struct buf *text, const char *path);

/* --- Reading --- */

struct model {
	const char *path;
	struct str kind;
	struct model_entry *entry; /* keys and tables as they stand in the file */
	size_t entries;
	char *bytes;
	struct arena keep;
};

/* Reads and checks the whole file: first the checksum, then the version, then the form. */
void model_open(struct model *m, const char *path);

/* The value of a key that must be there. Text is the cell as it stands, good until model_close. */
struct str model_text(struct model *m, const char *key);
uint64_t model_count(struct model *m, const char *key, uint64_t least, uint64_t most);
double model_number(struct model *m, const char *key);

struct model_table {
	struct tsv_header header;
	size_t rows, line; /* line of its first row in the file */
	struct str *cell;  /* row-major, in escaped form */
};

/* A table that must be there, good until model_close. */
struct model_table model_table(struct model *m, const char *name);

/* The number of a column that must be there. */
size_t model_table_column(const struct model *m, const struct model_table *t, const char *column);

static inline struct str model_table_cell(const struct model_table *t, size_t row, size_t column)
{
	return t->cell[row * t->header.columns + column];
}

/* A cell that must be a number (finite, as all are) or a count. */
double model_table_number(const struct model *m, const struct model_table *t, size_t row, size_t column);
uint64_t model_table_count(const struct model *m, const struct model_table *t, size_t row, size_t column);

/* Ends the program when the file has a key or a table that nobody asked for, unless its name begins with x-. */
void model_close(struct model *m);

#endif
