/* population - whom the data should be about: a file of group_by, group and n. */
#ifndef SEG_POPULATION_H
#define SEG_POPULATION_H

#include "crosstab.h"
#include "pool.h"

struct population_row {
	struct str group_by, group;
	double n; /* people, or a share of them: at least 0 */
};

struct population {
	struct population_row *row; /* in byte order of group_by and group */
	size_t n;
};

/* Reads the file, a seg-tsv with at least those columns; ends the program (exit 2, 3) when it cannot be used. */
struct population population_read(struct arena *a, const char *file);

/* Whether it has the column or crossing. */
bool population_has(const struct population *p, struct str group_by);

/* Gives the people of pooled groups to the pool. */
void population_pool(struct population *p, const struct pool *pool);

/* Fills x->share; groups that the data lack are added to x, without rows. */
void population_shares(struct arena *a, struct crosstab *x, const struct population *p);

#endif
