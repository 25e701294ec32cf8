/* verdict - what the findings come to: fair, unfair or cannot tell, and whether a policy is kept. */
#ifndef SEG_VERDICT_H
#define SEG_VERDICT_H

#include "finding.h"
#include "policy.h"
#include "reference.h"

#define VERDICT_BOUND 0.8 /* of ratios, without a policy: four-fifths, 29 CFR 1607.4 D */

/* Adjusts the p-values of all rows together, then gives the verdicts. Returns the number of tests. */
size_t verdicts_find(struct findings *f, const struct rules *r);

/* Says which rows, in the order they stand, breach the policy; how many of them its severities make a failure. */
size_t verdicts_breaches(const struct findings *f, const struct policy *p);

#endif
