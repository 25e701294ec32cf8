/* family - what the covariances of a mixture have in common, as a table.
 * Floor 2. */
#ifndef SEG_FAMILY_H
#define SEG_FAMILY_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

/* Names and meanings are those of Banfield and Raftery (1993) and Fraley and
 * Raftery (2002). */
struct family {
	const char *name, *help;
	bool shared;   /* one covariance for all components */
	bool diagonal; /* columns vary for themselves */
	bool round;    /* and all alike */
};
extern const struct family family_all[];
extern const size_t family_count;
const struct family *family_find(struct str name); /* NULL when there is none of that name */

#endif
