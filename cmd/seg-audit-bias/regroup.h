/* regroup - tables of a sorted tally with their groups changed; the values of all other columns keep their numbers. */
#ifndef SEG_REGROUP_H
#define SEG_REGROUP_H

#include "tally.h"

/* The number of a name in a column, which gets it when it lacks it. No table may have that column but for its groups,
 * and those before the groups' end are numbered anew. */
uint32_t regroup_name(struct tally *t, size_t column, struct str name);

/* Makes the cells of table `to` from n combinations of its ways in any order; equal ones add up. */
void regroup_cells(struct tally *t, size_t to, const uint32_t *value, const uint64_t *count, size_t n);

#endif
