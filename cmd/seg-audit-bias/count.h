/* count - what is counted of the rows: joint tables for each group column, and for crossings of them.
 * A table's columns are the group columns that make its groups, then those that its kind counts. Rank metrics are counts
 * too, of each different value; so every state adds up exactly, in any order. */
#ifndef SEG_COUNT_H
#define SEG_COUNT_H

#include "input.h"
#include "tally.h"
#include "twins.h"

#define COUNT_GROUPS_MOST 64 /* columns of --group */
#define COUNT_DEPTH_MOST 4   /* columns that are crossed */
#define COUNT_STRATA_MOST 4  /* columns of --strata */
#define COUNT_NONE SIZE_MAX
#define COUNT_DIGEST 16 /* hexadecimal digits */

struct count_names {
	const char *groups;                             /* a list */
	const char *outcome, *label, *segment, *weight; /* NULL: not asked for */
	const char *score, *value, *actual, *strata;
	const char *proxies, *id; /* proxies may be all: the columns that nothing else names, but for the id */
	size_t depth;             /* groups are crossed up to so many columns */
};

enum count_kind {
	COUNT_RATES,  /* outcome, label, segment and weight, as far as given */
	COUNT_STRATA, /* strata and outcome */
	COUNT_SCORE,  /* score and label */
	COUNT_VALUE,  /* value */
	COUNT_ACTUAL, /* value and actual */
	COUNT_PROXY   /* one column; never for crossings */
};

struct count_table {
	struct str group_by;
	size_t depth; /* how many of its columns make the groups */
	enum count_kind kind;
	size_t column;   /* of COUNT_PROXY */
	const char *tag; /* of its state rows */
};

struct count {
	struct str *name;
	size_t columns, groups;
	size_t outcome, label, segment, weight, score, value,
		actual; /* numbers of the columns, or COUNT_NONE */
	size_t stratum[COUNT_STRATA_MOST], strata;
	size_t *proxy, proxies;
	struct count_table *table; /* in byte order of group_by, then by kind */
	struct tally_shape shape;
	struct tally tally;
	uint64_t seen, used, dropped; /* rows */
	struct twins twins;           /* of rows, not of states */
	bool accounted;               /* a state said so */
	char digest[COUNT_DIGEST];    /* of the plan: states of one digest can be added up */
	struct arena keep;
};

/* Ends the program (exit 2) when columns are too many or named twice. The header is asked for all proxies; without one
 * they end the program. */
void count_plan(struct count *c, const struct count_names *names, const struct tsv_header *header);

/* Counts the rows of the input; columns that it lacks end the program, but for that of the id. The tally is sorted. */
void count_rows(struct count *c, struct input *in, const char *id, size_t threads);

/* The same from state rows; `in` was opened with the columns of state.h. */
void count_states(struct count *c, struct input *in, size_t threads);

/* Whether anything was counted. */
bool count_any(const struct count *c);

void count_release(struct count *c);

#endif
