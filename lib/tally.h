/* tally - how often values come together: contingency tables of text, as a state that adds up in any order.
 * Floor 3. Memory grows with the different values and the combinations that occur, not with rows. A zero struct is
 * an empty state that takes its shape from the first row. Whoever fills a tally releases it. */
#ifndef SEG_TALLY_H
#define SEG_TALLY_H

#include "arena.h"
#include "map.h"

#define TALLY_WAYS 12
#define TALLY_MOST INT64_MAX /* rows of a table */

/* Which cells of a row are counted together: two make a table of groups by outcomes, more a joint one, whose sums over
 * some of its ways are the tables of the others. */
struct tally_table {
	size_t ways; /* at most TALLY_WAYS */
	size_t column[TALLY_WAYS];
};

struct tally_shape {
	size_t columns; /* of what tally_add is given */
	const struct tally_table *table;
	size_t tables;
};

struct tally_recent;

/* The different values of a column, numbered as they came; after tally_sort in byte order. */
struct tally_values {
	struct str *name;
	size_t n, room;
	struct map map;
	struct tally_recent *recent; /* values met lately, to save the map a question */
	uint32_t byte[256];          /* of values of one byte: number + 1 */
	unsigned bits;               /* the numbers are below 1 << bits */
};

/* The combinations that occur: i has the values value[i * ways …], numbers of the table's columns. */
struct tally_cells {
	uint32_t *value;
	uint64_t *count;
	size_t n, room; /* after tally_sort the combinations ascend */
	uint64_t total; /* of all counts */
	uint32_t *slot; /* number of the combination + 1, or 0: hashed, or direct */
	size_t slots;   /* a power of two */
	bool direct;    /* the slot is the numbers themselves, each shifted */
	uint8_t shift[TALLY_WAYS];
};

struct tally {
	const struct tally_shape *shape; /* outlives the tally */
	struct tally_values *values;     /* per column */
	struct tally_cells *cells;       /* per table */
	uint64_t rows;
	struct arena keep;
};

void tally_init(struct tally *t, const struct tally_shape *shape);

/* Counts one row, given as shape->columns cells; the empty cell is a value as any other. */
void tally_add(struct tally *t, const struct tally_shape *shape, const struct str *cell);

/* Counts a combination of one table several times, as a saved state has it: cell[i] is the table's i-th. The rows are
 * the caller's to count. False, and nothing changes, when the table would count more than TALLY_MOST. */
bool tally_load(struct tally *t, const struct tally_shape *shape, size_t table,
                const struct str *cell, uint64_t times);

/* Adds what another tally of the same shape counted; that one stays as it is. False as above. */
bool tally_merge(struct tally *into, const struct tally *from);

/* Numbers the values in byte order and puts the combinations in order. Nothing can be added afterwards. */
void tally_sort(struct tally *t);

/* Puts the combinations of one table in order, after whoever owns the tally has changed them. */
void tally_sort_cells(struct tally_cells *c, size_t ways);

void tally_release(struct tally *t);

#endif
