/* actions - what to do about each segment. */
#ifndef SEG_REPORT_ACTIONS_H
#define SEG_REPORT_ACTIONS_H

#include "report.h"

/* The row of a segment in its table: what it is called in a word, and a sentence; NULL: there is none. */
enum { ACTION_SEGMENT, ACTION_NAME, ACTION_WORDS, ACTION_COLUMNS };
const struct cell *actions_of(const struct report *r, struct str segment);

/* Whether they were given, and are no rule of thumb. */
bool actions_given(const struct report *r);

#endif
