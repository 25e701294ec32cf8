/* audit - the columns of the table of the audit, for whoever draws it. */
#ifndef SEG_REPORT_AUDIT_H
#define SEG_REPORT_AUDIT_H

#include <stdbool.h>

#include "report.h"

enum {
	AUDIT_METRIC,
	AUDIT_OUTCOME,
	AUDIT_GROUP_BY,
	AUDIT_GROUP,
	AUDIT_CUSTOMERS,
	AUDIT_SHARE,
	AUDIT_REFERENCE,
	AUDIT_RATIO,
	AUDIT_LOWER,
	AUDIT_UPPER,
	AUDIT_VERDICT,
	AUDIT_REASON,
	AUDIT_COLUMNS
};

/* The customers behind a row, and how many of them are in its rate. */
struct audit_count {
	uint64_t n, hits;
	bool is_rate;
	bool hidden;
};

/* Takes out of the table what would give a small count away: see audit_private.c. */
void audit_hide(struct table *t, struct report *r, struct audit_count *count);

/* The first row with an unfair verdict and its figures, in words; NULL: there is none. */
const char *audit_unfair(const struct report *r, const struct cell **row);

/* Whether both rows are about the same question. */
bool audit_same_block(const struct cell *a, const struct cell *b);

#endif
