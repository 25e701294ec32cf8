/* columns - which columns are written, and under which names, as options say. */
#ifndef SEG_CLEAN_COLUMNS_H
#define SEG_CLEAN_COLUMNS_H

#include "plan.h"

/* Arguments of --only, --drop and --rename, or NULL. */
struct columns_told {
	const char *only, *drop;
	char *const *rename;
	size_t renames;
};

/* Names are those that rules give; what is not there is wrong usage. */
void columns_choose(struct plan *p, struct arena *keep, const struct columns_told *told);

#endif
