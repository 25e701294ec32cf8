/* steady - how well each segment comes back when customers are drawn anew, as seg-cluster found. */
#ifndef SEG_REPORT_STEADY_H
#define SEG_REPORT_STEADY_H

#include "report.h"

enum {
	STEADY_SEGMENT,
	STEADY_VALUE,
	STEADY_WORDS,
	STEADY_RULE,
	STEADY_PRECISION,
	STEADY_RECALL,
	STEADY_COLUMNS
};

/* The row of a segment, or NULL. */
const struct cell *steady_of(const struct report *r, struct str segment);

/* "good", "unsure" or "bad": the class of its badge. */
const char *steady_class(const struct cell *row);

#endif
