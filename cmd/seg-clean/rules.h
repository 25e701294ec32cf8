/* rules - a list of what is asked of columns: one line of a rules file each.
 * A rules file is a TSV with the header column, rule, argument and perhaps severity; it may be hand-made: the
 * last line end, trailing empty cells and CR may be missing or there. Everything lives in the caller's arena. */
#ifndef SEG_CLEAN_RULES_H
#define SEG_CLEAN_RULES_H

#include "arena.h"

struct rule {
	struct str column, rule, argument, severity;
	size_t line; /* in the file; 0: of an option */
};

struct rules {
	const char *file; /* for messages */
	struct rule *rule;
	size_t n, room;
};

/* Reads the text of a rules file; a malformed one ends the program (exit 3) with its place. */
void rules_read(struct rules *r, struct arena *keep, const char *file, struct str text);

void rules_add(struct rules *r, struct arena *keep, struct rule rule);

#endif
