/* picked - which columns of the customers the report is made from. */
#ifndef SEG_PICKED_H
#define SEG_PICKED_H

#include "report.h"

struct picked_asked {
	const char *id, *value;
	bool value_given; /* and so must be there */
};

/* Fills what the settings say of columns; a line on stderr says each choice. A column that must be there and is not
 * ends the program (exit 2). */
struct census_columns picked_find(struct settings *set, struct arena *keep,
                                  const struct picked_asked *asked, const struct frame *f,
                                  size_t segment);

#endif
