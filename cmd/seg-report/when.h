/* when - days, months and periods as people write them. Everything is in the report's arena. */
#ifndef SEG_WHEN_H
#define SEG_WHEN_H

#include "report.h"

const char *when_month(const struct report *r, int32_t day); /* Dec 2010 */

/* The period that begins on a day: Dec 2010, Q4 2010, 6 Dec 2010. */
const char *when_period(const struct report *r, int32_t start);

/* "month", "quarter", "week": of the report's cohorts. */
const char *when_kind(const struct report *r);

#endif
