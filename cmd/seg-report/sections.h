/* sections - the functions of each section's file, for the table in sections.c. */
#ifndef SEG_SECTIONS_H
#define SEG_SECTIONS_H

#include "report.h"

#define SECTION(name)                                                                              \
	void name##_measure(struct table *t, struct report *r, const struct census *c);            \
	bool name##_there(const struct report *r);                                                 \
	void name##_text(struct buf *b, const struct report *r);                                   \
	void name##_html(struct buf *b, const struct report *r);

SECTION(findings)
SECTION(overview)
SECTION(segments)
SECTION(concentration)
SECTION(methods)

#endif
