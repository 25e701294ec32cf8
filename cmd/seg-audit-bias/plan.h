/* plan - which columns are counted, and in which tables.
 * The first half of count.h: names to numbers, numbers to tables. */
#ifndef SEG_PLAN_H
#define SEG_PLAN_H

#include "count.h"

/* What a value of a column must be, or NULL when it may be anything: a word for the fault. */
const char *plan_number_problem(const struct count *c, size_t column, struct str cell);

#endif
