/* period - weeks, months and quarters as numbers that count on.
 * Floor 2. A period's number is meaningful within its kind only: the next one is one more. Weeks begin on Monday. */
#ifndef SEG_PERIOD_H
#define SEG_PERIOD_H

#include <stddef.h>
#include <stdint.h>

struct period_kind {
	const char *name, *help;
	int32_t (*of)(int32_t day); /* the period a day is in */
	int32_t (*start)(int32_t period); /* its first day; the day before that of the next one is its last */
};

extern const struct period_kind period_kinds[];
extern const size_t period_kind_count;

/* NULL when there is none of that name. */
const struct period_kind *period_kind_find(const char *name);

#endif
