/* types - what a cell may hold, and the one form it is written in. */
#ifndef SEG_CLEAN_TYPES_H
#define SEG_CLEAN_TYPES_H

#include "day.h"
#include "exact.h"

/* How dates are written; decided by an argument or an option, never row by row. */
enum date_order { DATES_YMD = DAY_YMD, DATES_DMY = DAY_DMY, DATES_MDY = DAY_MDY, DATES_UNKNOWN };

/* A cell on its way. */
struct value {
	struct str text;     /* as it came, then in clean form */
	struct exact amount; /* of a number */
	bool has_amount;
	bool bad; /* a step found it wrong: later ones leave it alone */
};

struct type {
	const char *name, *help;
	bool dates;   /* takes a date order as its argument */
	bool amounts; /* has_amount will be set */
	/* Brings a value that is not missing into clean form; NULL, or what is wrong with it. New text goes to
	 * `made`, which has room. */
	const char *(*read)(struct value *v, enum date_order order, struct buf *made);
};

#define TYPE_TEXT_MOST 64 /* bytes that a type may make */

extern const struct type types[];
extern const size_t type_count;
const struct type *type_find(struct str name);

#endif
