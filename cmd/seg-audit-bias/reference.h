/* reference - whom the groups are compared with. */
#ifndef SEG_REFERENCE_H
#define SEG_REFERENCE_H

#include "crosstab.h"

#define REFERENCE_EVERYONE SIZE_MAX /* instead of the number of a group */

struct adjust;
struct policy;
struct test;

/* The rules of the comparison, as the user gave them. */
struct rules {
	double confidence;
	uint64_t min_n, min_cell;          /* rows; min_cell 0 or 1: none is pooled */
	const struct reference *reference; /* NULL: best for an outcome, overall for segments */
	struct str named;                  /* the group, when the reference is a name */
	const struct adjust *adjust;
	const struct test *test;     /* of two rates */
	const struct policy *policy; /* NULL: none */
	uint64_t bootstrap, seed;    /* draws, 0: none */
};

struct choice {
	size_t group; /* number of the group, or REFERENCE_EVERYONE */
	double picked; /* p-values count this many times, as the rates themselves picked the group; else 1 */
};

struct reference {
	const char *name, *help;
	struct choice (*choose)(const struct crosstab *x, size_t outcome, const struct rules *r);
};

/* Takes the argument of --reference; what is no word of the table is the name of a group. */
void reference_read(struct rules *r, const char *text);

/* There must be at least one group. The best of k groups stands for the k (k - 1) / 2 pairs it may have come from, so
 * each of the k - 1 tests against it counts k / 2 times: then Holm's adjustment holds for all pairs. */
struct choice reference_choose(const struct crosstab *x, size_t outcome, const struct rules *r);

/* The same where groups are measured by numbers, not rates: the largest or the named group, when --reference asks for
 * one; REFERENCE_EVERYONE when the measure has to choose (there is no everyone to be compared with). */
struct choice reference_of_numbers(const struct crosstab *x, const struct rules *r);

/* Groups to choose from, from the strictest rule (mildness 0) to the mildest (3): a group that is missing its name, or
 * is a pool of others, or too small to be judged, does not set the measure while there is another. */
bool reference_eligible(const struct crosstab *x, size_t g, unsigned mildness, const struct rules *r);

/* Whether a table has a group of that name. */
bool reference_has(const struct crosstab *x, struct str name);

#endif
