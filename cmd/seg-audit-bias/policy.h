/* policy - what must hold for an audit to pass: a file of metric, bound and severity.
 * A TSV with that header, severity optional, hand-made: the last line end, CR and blanks around cells do no harm. */
#ifndef SEG_POLICY_H
#define SEG_POLICY_H

#include "arena.h"

enum policy_severity {
	POLICY_ERROR,  /* unfair is a breach */
	POLICY_STRICT, /* unfair and cannot tell are */
	POLICY_WARNING /* unfair is said and breaches nothing */
};

struct policy_line {
	struct str metric;
	double bound; /* above 0 */
	struct str written;
	enum policy_severity severity;
	size_t line;
};

struct policy {
	const char *file;
	struct policy_line *line;
	size_t n;
};

/* Ends the program (exit 3) with the place when the file is malformed. Metrics, and which
 * bounds they may have, are checked by metrics_check_policy. */
struct policy policy_read(struct arena *keep, const char *file);

/* The line of a metric, or NULL; p may be NULL. */
const struct policy_line *policy_find(const struct policy *p, const char *metric);

#endif
