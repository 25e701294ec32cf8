/* evidence - how a column is written, decided from all its values: the order of its dates, the mark of its decimals. */
#ifndef SEG_CLEAN_EVIDENCE_H
#define SEG_CLEAN_EVIDENCE_H

#include <stdint.h>

#include "day.h"

enum date_order { DATES_YMD = DAY_YMD, DATES_DMY = DAY_DMY, DATES_MDY = DAY_MDY, DATES_UNKNOWN };

/* How the values of a column are read; never decided row by row. */
struct reading {
	enum date_order dates;
	char decimal; /* '.', ',' or '\0': not known yet */
	bool refuse; /* nothing may be decided from the values: what could be read in two ways is refused */
};

enum { EVIDENCE_FIRST, EVIDENCE_SECOND }; /* day first, month first; decimal point, decimal comma */

/* Values that can be read in one way only, and the first of them; values that can be read in both. A state: it adds
 * up in the order of rows. */
struct evidence {
	uint64_t either, only[2];
	size_t line[2];
	char shown[2][24];
};

void evidence_add(struct evidence *e, int which, size_t line, struct str value);
void evidence_merge(struct evidence *into, const struct evidence *from);

struct plan;
struct step_tally;

/* Decides what the rules and options left open, and says so; a column that cannot be decided ends the program. Whether
 * there was something to decide that changes how a value is read. */
bool evidence_decide(struct plan *p, const struct step_tally *count);

#endif
