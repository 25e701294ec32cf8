/* names - which categories and channels there are: what only all customers can say, or --cuts. */
#ifndef SEG_FEATURES_NAMES_H
#define SEG_FEATURES_NAMES_H

#include <stddef.h>

#include "str.h"

#define NAMES_MOST 50
#define NAMES_BYTES 200 /* of one: longer ones are left out, for they become names of columns */

/* In byte order; of more than NAMES_MOST, none. */
struct names {
	struct str name[NAMES_MOST];
	size_t n;
};

/* The columns that have them. */
enum { NAMES_CATEGORY, NAMES_CHANNEL, NAMES };
extern const char *const names_of[NAMES];

#endif
