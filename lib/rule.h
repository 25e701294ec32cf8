/* rule - which segment is a row in? What every method of seg-cluster ends in, and all that its model has to hold.
 * Floor 2. Arrays in, numbers out; owns nothing. */
#ifndef SEG_RULE_H
#define SEG_RULE_H

#include "mixed.h"
#include "mixture.h"

struct rule;

struct rule_place {
	size_t label;
	double fit; /* 0 (as near to another segment) to 1; 1 with one segment */
	double away; /* how far from the segment, as the kind measures it: distance, or minus the log density */
};

struct rule_kind {
	const char *name, *help; /* of the method and of its models */
	const char *objective;   /* what the fit made small, or large, by its key in the model */
	struct rule_place (*place)(const struct rule *r, const double *row);
	/* The same of up to TILE_ROWS rows, faster; NULL where there is nothing faster. */
	void (*place_rows)(const struct rule *r, const double *const *row, size_t n,
	                   struct rule_place *out);
	bool mixed;   /* columns may be categories */
	bool spread;  /* or categories become columns of 0 and 1, one for each level */
	bool gower;   /* and distances are Gower's */
	bool mixture; /* the rule is that of normal distributions */
	bool path;    /* segments have places in a tree */
};
extern const struct rule_kind rule_kinds[];
extern const size_t rule_kind_count;
const struct rule_kind *rule_kind_find(struct str name); /* NULL when there is none of that name */

struct rule {
	const struct rule_kind *kind;
	struct mat centres;     /* segments x columns: means, medians, most frequent categories */
	struct mixture mixture; /* of kind mixture; prepared, and its means are the centres */
	struct mixed mixed;     /* of kinds prototypes and medoids */
};

/* The segment of a row whose every column is finite. */
static inline struct rule_place rule_place(const struct rule *r, const double *row)
{
	return r->kind->place(r, row);
}

/* The same of n rows. */
void rule_place_rows(const struct rule *r, const double *const *row, size_t n, struct rule_place *out);

/* The segments of all rows of x, and how many rows each has. */
void rule_label(const struct rule *r, struct mat x, struct tiles_each each, uint32_t *label,
                uint64_t *count);

/* The sum over rows of how far they are from the centres of their segments: squared distances, or those of the kind
 * where columns may be categories. */
double rule_cost(const struct rule *r, struct mat x, const uint32_t *label);

/* How far most of its rows are away from each segment, given their labels and counts: the least value that 99.5 % of them
 * do not exceed; NaN for a segment without rows. */
void rule_reach(const struct rule *r, struct mat x, struct tiles_each each, const uint32_t *label,
                const uint64_t *count, double *reach);

/* The rule without one of its segments, whose rows go where they fit next. At least two segments. */
void rule_without(struct rule *r, size_t segment);

/* A method, as those see it who try it on some of the rows. Fills *out with k segments of the rows of x, from the
 * arena; false when x cannot be parted so. In one thread; the same rows, k and seed give the same rule. */
struct rule_finder {
	bool (*find)(const struct rule_finder *f, struct arena *a, struct mat x, size_t k,
	             uint64_t seed, struct rule *out);
	const void *how;
	size_t rows; /* more of them would take long */
};

#endif
