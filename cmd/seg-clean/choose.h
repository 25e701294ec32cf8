/* choose - which rules: of a profile, of a file, of --map. */
#ifndef SEG_CLEAN_CHOOSE_H
#define SEG_CLEAN_CHOOSE_H

#include "rules.h"
#include "tsv.h"

/* profile, file: NULL when not given; map: n arguments of --map. */
struct choice {
	const char *profile, *file;
	char *const *map;
	size_t maps;
};

void rules_choose(struct rules *r, struct arena *keep, const struct choice *c);

/* The rules of the profile that knows the header line; when none does, the program ends. */
void rules_choose_by_header(struct rules *r, struct arena *keep, const struct tsv_header *h,
                            const char *file);

/* Where no rules are asked for, says which profile knows the header line, if one does. */
void rules_offer(const struct tsv_header *h, const char *file);

/* The argument of the first rule of that name, for rules of the whole file (column *); or NULL. */
const char *rules_argument(const struct rules *r, const char *rule);

/* What --list-rules and --print-profile print; the latter ends the program when there is no such profile. */
void rules_list(void);
void rules_print_profile(const char *name);

#endif
