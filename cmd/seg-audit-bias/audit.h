/* audit - what was counted, held against everything asked for: every table through every metric it has. */
#ifndef SEG_AUDIT_H
#define SEG_AUDIT_H

#include "count.h"
#include "metric.h"
#include "tool.h"

/* Lists of values as the options have them, or NULL. */
struct audit_values {
	const char *favourable, *positive, *predicted;
};

/* Adds the findings, without verdicts; there must be rows. What is missing, and what was chosen, is said; ends the
 * program when a value or the group of --reference is nowhere (exit 2) or a table too large (exit 3). Names in the
 * findings live in the arena. */
void audit_find(struct findings *out, struct arena *a, struct tool *tool, const struct count *c,
                const struct audit_values *values, const struct rules *rules);

#endif
