/* stability - how well each segment comes back when customers are drawn anew, as seg-cluster found. */
#ifndef SEG_REPORT_STABILITY_H
#define SEG_REPORT_STABILITY_H

#include "report.h"

enum {
	STABILITY_SEGMENT,
	STABILITY_VALUE,
	STABILITY_WORDS,
	STABILITY_RULE,
	STABILITY_PRECISION,
	STABILITY_RECALL,
	STABILITY_COLUMNS
};

/* The row of a segment, or NULL. */
const struct cell *stability_of(const struct report *r, struct str segment);

/* "good", "unsure" or "bad": the class of its badge. */
const char *stability_class(const struct cell *row);

#endif
