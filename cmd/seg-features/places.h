/* places - which column of the input is what. */
#ifndef SEG_FEATURES_PLACES_H
#define SEG_FEATURES_PLACES_H

#include "options.h"

#include "reader.h"

/* By the names that options give them, or that they usually have; `key` is whose row it is. Ends the program (exit 2)
 * when a column that is needed is not there. */
void places_find(struct reader *r, const char *key, const struct options *opt);

/* Of a state, as reader.h has them. */
void places_of_state(struct reader *r);

#endif
