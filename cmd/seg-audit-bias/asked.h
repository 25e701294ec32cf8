/* asked - what the options ask for, before anything is read. Wrong ones end the program (exit 2). */
#ifndef SEG_AUDIT_ASKED_H
#define SEG_AUDIT_ASKED_H

#include "options.h"

#include "audit.h"
#include "policy.h"

/* Whether the options given can be together. */
void asked_check(const struct options *opt);

/* The columns that are counted. */
struct count_names asked_names(const struct options *opt);

/* How groups are compared and judged; `policy` is filled from its file (exit 3 when it cannot be used). */
struct rules asked_rules(const struct options *opt, struct arena *a, struct policy *policy);

/* What the audit is about beside the counts. */
struct audit_asked asked_of(const struct options *opt);

#endif
