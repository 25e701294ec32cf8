/* labels - which categories and channels there are: what only all customers can say, or --cuts. */
#ifndef SEG_FEATURES_LABELS_H
#define SEG_FEATURES_LABELS_H

#include <stddef.h>

#include "str.h"

#define LABELS_MOST 50
#define LABELS_BYTES 200 /* of one: longer ones are left out, for they become names of columns */

/* In byte order; of more than LABELS_MOST, none. */
struct labels {
	struct str name[LABELS_MOST];
	size_t n;
};

/* The columns that have them. */
enum { LABELS_CATEGORY, LABELS_CHANNEL, LABELS };
extern const char *const label_columns[LABELS];

#endif
