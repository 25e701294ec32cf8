/* tally - how often values come together: contingency tables of text, as a state that adds up in any order.
 * Floor 3. Memory grows with the different values and the combinations that occur, not with rows. A zero struct is
 * an empty state that takes its shape from the first row. Whoever fills a tally releases it. */
#ifndef SEG_TALLY_H
#define SEG_TALLY_H

#include "arena.h"
#include "map.h"

#define TALLY_WAYS 4

/* Which cells of a row are counted together: two make a table of groups by outcomes, three add strata. */
struct tally_table {
	size_t ways; /* at most TALLY_WAYS */
	size_t column[TALLY_WAYS];
};

struct tally_shape {
	size_t columns; /* of what tally_add is given */
	const struct tally_table *table;
	size_t tables;
};

/* The different values of a column, numbered as they came; after tally_sort in byte order. */
struct tally_values {
	struct str *name;
	size_t n, room;
	struct map map;
};

/* One combination: value[i] is the number of a value of the table's i-th column. */
struct tally_cell {
	uint32_t value[TALLY_WAYS];
	uint64_t count;
};

struct tally_cells {
	struct tally_cell *cell; /* in no order that means anything */
	size_t n, room;
	struct map map;
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

/* Adds what another tally of the same shape counted; that one stays as it is. */
void tally_merge(struct tally *into, const struct tally *from);

/* Numbers the values in byte order. Nothing can be added afterwards. */
void tally_sort(struct tally *t);

void tally_release(struct tally *t);

#endif
