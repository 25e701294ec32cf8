/* page - the report as one HTML page, and as one text.
 * A section's html function writes: page_section_open, its words in paragraphs, </div>, its figure, page_section_close. */
#ifndef SEG_PAGE_H
#define SEG_PAGE_H

#include "report.h"

/* Opens the section and its column of words: the topic, and the finding as its heading. The id is a constant. */
void page_section_open(struct buf *b, const char *id, const char *topic, const char *finding);
void page_section_close(struct buf *b);

/* "Customer report: Bakery"; "1 May 2011 to …", or "". */
const char *page_title(const struct report *r);
const char *page_span(const struct report *r);

void page_html(struct buf *b, const struct report *r);
void page_text(struct buf *b, const struct report *r);

#endif
