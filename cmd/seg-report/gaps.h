/* gaps - sections that were asked for and have nothing to show. */
#ifndef SEG_REPORT_GAPS_H
#define SEG_REPORT_GAPS_H

#include "report.h"

/* Says of each section to be drawn that has nothing to show what it needs; of none when there are no customers. In a
 * form of tables a section has its table, else what is drawn. */
void gaps_say(const struct report *r, bool tables);

#endif
