/* tables - rules that hold for a whole table or do not: how many rows, how many missing, how fresh, on average. */
#ifndef SEG_CLEAN_TABLES_H
#define SEG_CLEAN_TABLES_H

#include "cleaning.h"
#include "sample.h"

/* Whether some rule looks at the whole table. */
bool tables_asked(const struct plan *p);

/* By what the rows that are kept have shown, counts which do not hold. The first that is an error goes to *no, and all
 * others are said; false when there is one. */
bool tables_judge(const struct plan *p, struct step_tally *count, struct sample *sample, struct buf *no);

#endif
