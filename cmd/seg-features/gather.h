/* gather - from rows to customers: what group.h asks of this tool. */
#ifndef SEG_FEATURES_GATHER_H
#define SEG_FEATURES_GATHER_H

#include "asked.h"
#include "standings.h"
#include "table.h"

struct gather {
	struct reader reader;
	struct asked *asked;
	bool settles;               /* the as-of date is settled when the input has ended */
	bool ranks;                 /* something is to be known of everyone */
	bool scores;                /* standings are wanted as of that date */
	struct standings standings; /* complete when the groups are whole */
	struct pieces *pieces;      /* of them */
};

void gather_release(struct gather *g);

/* How to group; the job is the gather. */
struct group_kind gather_kind(const struct gather *g);

#endif
