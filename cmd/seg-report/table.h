/* table - what a section has measured: cells with a kind and a unit.
 * Whoever measures fills it, whoever draws reads it; nothing else passes between the two. Memory is the arena's. */
#ifndef SEG_TABLE_H
#define SEG_TABLE_H

#include "exact.h"
#include "protect.h"

enum cell_kind {
	CELL_MISSING, /* not known, or left out because of a small count */
	CELL_TEXT,    /* data, or a sentence that holds data */
	CELL_LABEL,   /* a word of ours where data has none */
	CELL_COUNT,
	CELL_FEW, /* a count from 1 to count - 1 that is not told */
	CELL_MANY, /* one of count or more, hidden so that CELL_FEW cannot be worked out from the total */
	CELL_MONEY, /* exact */
	CELL_NUMBER
};

/* How people read the number. */
enum unit { UNIT_PLAIN, UNIT_SHARE, UNIT_MONEY, UNIT_DAYS, UNIT_RATIO, UNIT_INDEX };

struct cell {
	enum cell_kind kind;
	enum unit unit;
	struct str text;
	uint64_t count;
	struct exact money;
	double number;
};

struct table {
	struct arena *keep;
	const char *const *column; /* names; the first says what a row is about */
	size_t columns, rows, room;
	size_t keys; /* columns that say what a row is about: one unless set */
	struct cell *cell;
};

void table_init(struct table *t, struct arena *keep, const char *const *column, size_t columns);

/* A new row, all cells missing; good until the next. */
struct cell *table_add(struct table *t);

static inline const struct cell *table_at(const struct table *t, size_t row, size_t column)
{
	return &t->cell[row * t->columns + column];
}

/* The row whose first cell is this word, or NULL. */
const struct cell *table_row(const struct table *t, const char *first);

struct cell cell_text(const char *text);
struct cell cell_day(struct arena *keep, int32_t day); /* ISO, as text; `number` is the day */
struct cell cell_count(uint64_t n, uint64_t least);    /* CELL_FEW from 1 to least - 1 */
struct cell cell_protected(uint64_t n, enum protect mark, uint64_t least); /* as protect.h has it */
struct cell cell_money(struct exact x);
struct cell cell_number(double x, enum unit unit); /* NaN is missing */

/* The number in a cell of any kind of number; NaN when there is none. */
double cell_value(const struct cell *c);

/* The text of a cell by its column's name. */
struct str table_text(const struct table *t, size_t row, const char *column);

void table_print_cell(struct buf *b, const struct cell *c, bool headerless);

/* As seg-tsv, values in full; without the header line and with \N for missing when headerless. */
void table_print(struct buf *b, const struct table *t, bool headerless);

#endif
