/* audit - what was counted, held against everything asked for: every table through every metric it has. */
#ifndef SEG_AUDIT_H
#define SEG_AUDIT_H

#include "count.h"
#include "metric.h"
#include "tool.h"

/* Options as they were given, or NULL. */
struct audit_asked {
	const char *favourable, *positive, *predicted; /* lists of values */
	bool low_is_best;                              /* of the values */
	const char *population;                        /* files */
	const char *write_weights, *write_thresholds, *write_repairs;
	double repair_level;
};

/* Adds the findings, without verdicts; there must be rows. What is missing, and what was chosen, is said; ends the
 * program when a value or the group of --reference is nowhere (exit 2) or a table too large (exit 3). Names in the
 * findings live in the arena. Side files are written on the way. With rules->min_cell the counts are pooled first. */
void audit_find(struct findings *out, struct arena *a, struct tool *tool, struct count *c,
                const struct audit_asked *asked, const struct rules *rules);

#endif
