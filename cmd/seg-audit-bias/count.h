/* count - what is counted of the rows: one joint table for each group column, and for crossings of them.
 * A table's columns are the group columns that make its groups, then outcome, label and segment as far as given. */
#ifndef SEG_COUNT_H
#define SEG_COUNT_H

#include "input.h"
#include "tally.h"

#define COUNT_GROUPS_MOST 64 /* columns of --group */
#define COUNT_DEPTH_MOST 4   /* columns that are crossed */
#define COUNT_NONE SIZE_MAX
#define COUNT_DIGEST 16 /* hexadecimal digits */

struct count_names {
	const char *groups;                    /* a list */
	const char *outcome, *label, *segment; /* NULL: not asked for */
	size_t depth;                          /* groups are crossed up to so many columns */
};

struct count_table {
	struct str group_by;
	size_t depth; /* how many of its columns make the groups */
};

struct count {
	struct str name[COUNT_GROUPS_MOST + 3];
	size_t columns, groups;
	size_t outcome, label, segment; /* places of the columns, or COUNT_NONE */
	struct count_table *table;      /* in byte order of group_by */
	struct tally_shape shape;
	struct tally tally;
	uint64_t seen, used, dropped; /* rows */
	bool accounted;               /* a state said so */
	char digest[COUNT_DIGEST];    /* of the plan: states of one digest can be added up */
	struct arena keep;
};

/* Ends the program (exit 2) when columns are too many or named twice. */
void count_plan(struct count *c, const struct count_names *names);

/* Counts the rows of the input; columns that it lacks end the program. The tally is sorted. */
void count_rows(struct count *c, struct input *in, size_t threads);

/* The same from state rows; `in` was opened with the columns of state.h. */
void count_states(struct count *c, struct input *in, size_t threads);

/* Whether anything was counted. */
bool count_any(const struct count *c);

void count_release(struct count *c);

#endif
