/* forms - a report's tables for programs, and its words for a mail or a wiki. */
#ifndef SEG_FORMS_H
#define SEG_FORMS_H

#include "report.h"

/* One section as it is, or several as long rows: section item measure value lower upper. */
void forms_tsv(struct buf *b, const struct report *r);

/* {"title": …, "sections": {"segments": [{"segment": …}, …], …}}: values in full, missing ones null. */
void forms_json(struct buf *b, const struct report *r);

/* CommonMark with tables; figures stand as indented text. What is data cannot be markup. */
void forms_markdown(struct buf *b, const struct report *r);

#endif
