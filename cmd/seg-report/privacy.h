/* privacy - whose money is not told, with --public. */
#ifndef SEG_REPORT_PRIVACY_H
#define SEG_REPORT_PRIVACY_H

#include "report.h"

#define PRIVACY_SHARE                                                                              \
	0.15 /* p of the p% rule: the second largest giver may not know the largest so well */

/* Fills r->privacy from what each segment's customers brought. */
void privacy_find(struct report *r, const struct census *c);

/* Money of small parts (months, cohorts, cells): not told to strangers at all. */
static inline bool privacy_parts_told(const struct report *r)
{
	return !r->set.public;
}

#endif
