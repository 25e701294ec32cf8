/* repairs - numbers as they would be if all groups had them alike: a file. */
#ifndef SEG_REPAIRS_H
#define SEG_REPAIRS_H

#include "count.h"
#include "reference.h"

/* A zero file writes nothing. */
struct repairs {
	const char *file;
	double level;            /* from 0 to 1: see repair.h */
	struct repairs_row *row; /* owned */
	size_t n, room;
	struct str unfit; /* the last column that is not of numbers */
	struct buf unfits;
};

/* Adds the values of a table of --value, or of a proxy that is not the same column; other tables have none. Groups that
 * the reference would not be sought among (mildness 0, or the least that has any) do not set the target. Rows borrow
 * from the tally and the table. */
void repairs_add(struct repairs *r, const struct crosstab *x, const struct count *c,
                 const struct rules *rules);

/* The file appears, be it without a row, in byte order of group_by, group, column and value; columns that are not of
 * numbers are said. */
void repairs_close(struct repairs *r);

#endif
