/* crosstab - the counts of groups by outcomes that every metric reads.
 * Groups and outcomes stand in byte order. Everything lives in the arena that made it. */
#ifndef SEG_CROSSTAB_H
#define SEG_CROSSTAB_H

#include <stdint.h>

#include "axis.h"
#include "promise.h"
#include "ratio.h"

#define CROSSTAB_CELLS_MOST (1u << 24)
#define CROSSTAB_POOLED "(pooled)" /* the value of rows whose group has to be hidden: see pool.h */

struct crosstab {
	struct str group_by;
	const struct axis *axis;
	struct str *group; /* names; those of several columns are parted by commas */
	size_t groups;
	uint64_t *count;  /* groups x outcomes, row-major */
	uint64_t *n;      /* of each group, missing outcomes left out */
	uint64_t *of_all; /* of each outcome */
	uint64_t total;
	uint64_t missing;    /* rows without an outcome: in none of the above */
	size_t with_rows;    /* groups with n > 0 */
	bool low_is_best;    /* the outcome is an error */
	size_t table, depth; /* of the tally; how many of its columns make the groups */
	struct str *part;    /* groups x depth: the values that a group's name is made of */
	const size_t *pin; /* per outcome: the reference that stands, see bootstrap.h; NULL: it is chosen */

	/* What some kinds have beside the counts, of each group. */
	const struct promise *scored;
	const struct ranks *ranks;
	const double *share;
	uint64_t *stratum; /* strata x groups x 2 */
	size_t strata;
	/* Sums of weights and of their squares per cell of count, and those of all groups per outcome and in all; NULL
	 * without --weight. */
	double *weight, *square, *weight_of_all;
	double weight_total, square_total;
};

/* From a table of the sorted tally whose first `depth` columns make the groups; `fits` is asked first. */
struct crosstab crosstab_make(struct arena *a, const struct tally *t, size_t table, size_t depth,
                              const struct axis *axis);
/* group[i]: the group that cell i of the table belongs to. */
size_t *crosstab_groups(struct arena *a, const struct tally *t, size_t table, size_t depth);

bool crosstab_fits(const struct tally *t, size_t table, size_t depth, const struct axis *axis);

/* Whether group g is the one of hidden rows. */
bool crosstab_is_pool(const struct crosstab *x, size_t g);

/* Makes a binary one of an AXIS_ERRORS: of the outcomes in the set `total` (1 << AXIS_TP | …), those in `hits`. */
struct crosstab crosstab_share(struct arena *a, const struct crosstab *x, unsigned hits, unsigned total);

/* How many outcomes get rows of their own: of a binary one the favourable. */
static inline size_t crosstab_audited(const struct crosstab *x)
{
	return x->axis->kind == AXIS_SEGMENT ? x->axis->outcomes : 1;
}

/* Sums of count, and of weights, anew. */
void crosstab_add_up(struct crosstab *x);

/* What a group's rate is made of, or that of everyone (CROSSTAB_ALL) or of everyone but g. Weighted rows count as the
 * equal rows that they are worth. */
#define CROSSTAB_ALL SIZE_MAX
struct ratio_part crosstab_part(const struct crosstab *x, size_t g, size_t outcome);
struct ratio_part crosstab_rest(const struct crosstab *x, size_t g, size_t outcome);

/* The share of all rows, or of their weights, that the group has. */
double crosstab_share_of_all(const struct crosstab *x, size_t g);

static inline uint64_t crosstab_hits(const struct crosstab *x, size_t group, size_t outcome)
{
	return x->count[group * x->axis->outcomes + outcome];
}

#endif
