/* sections - the functions of each section's file, for the table in sections.c. */
#ifndef SEG_SECTIONS_H
#define SEG_SECTIONS_H

#include "report.h"

#define SECTION(name)                                                                              \
	void name##_measure(struct table *t, struct report *r, const struct sources *s);           \
	bool name##_there(const struct report *r);                                                 \
	void name##_text(struct buf *b, const struct report *r);                                   \
	void name##_html(struct buf *b, const struct report *r);

SECTION(findings)
SECTION(months)
SECTION(overview)
SECTION(segments)
SECTION(kpis)
SECTION(steady)
SECTION(personas)
SECTION(actions)
SECTION(lifecycle)
SECTION(segment_months)
SECTION(grid)
SECTION(cohorts)
SECTION(second)
SECTION(log_rank)
SECTION(moves)
SECTION(concentration)
SECTION(votes)
SECTION(audit)
SECTION(forecast)
SECTION(calibration)
SECTION(gains)
SECTION(methods)

#endif
