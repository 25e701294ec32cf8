/* side - the files that other tools or people wrote beside the customers: which there are, and their cells. */
#ifndef SEG_REPORT_SIDE_H
#define SEG_REPORT_SIDE_H

#include "report.h"

/* In the order of side_names. */
enum side {
	SIDE_AUDIT,
	SIDE_PREVIOUS,
	SIDE_VOTES,
	SIDE_TRAITS,
	SIDE_METRICS,
	SIDE_ACTIONS,
	SIDE_COSTS
};
extern const char *const side_names[SIDES]; /* of the options */

/* NULL: not given. */
static inline const struct frame *side_frame(const struct sources *s, enum side which)
{
	return s->side[which];
}

/* Cells by the name of their column: a text undone of its escapes, a number (NaN when missing). A column that must be
 * there and is not ends the program (exit 2), a cell that is no number, too (exit 3). */
struct cell side_text(const struct report *r, const struct frame *f, size_t row, const char *column);
double side_number(const struct frame *f, size_t row, const char *column);
bool side_has(const struct frame *f, const char *column);

/* The name in the report of the segment that a row is about. */
struct cell side_segment(const struct report *r, const struct frame *f, size_t row);

/* The first row about a segment, by the name it has in the report; SIZE_MAX when there is none. */
size_t side_find(const struct report *r, const struct frame *f, struct str segment);

#endif
