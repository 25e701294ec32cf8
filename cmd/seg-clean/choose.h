/* choose - which rules: of a profile, of a file, of --map. */
#ifndef SEG_CLEAN_CHOOSE_H
#define SEG_CLEAN_CHOOSE_H

#include "rules.h"

/* profile, file: NULL when not given; map: n arguments of --map. */
struct choice {
	const char *profile, *file;
	char *const *map;
	size_t maps;
};

void rules_choose(struct rules *r, struct arena *keep, const struct choice *c);

/* The argument of the rule `delimiter` of the whole file (column *), or NULL. */
const char *rules_delimiter(const struct rules *r);

/* What --list and --print-profile print; the latter ends the program when there is no such profile. */
void rules_list(void);
void rules_print_profile(const char *name);

#endif
