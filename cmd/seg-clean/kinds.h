/* kinds - what the rules of several tables have in common. */
#ifndef SEG_CLEAN_KINDS_H
#define SEG_CLEAN_KINDS_H

#include "cleaning.h"

/* For rule_kind.bind. */
const char *bind_none(struct plan *p, struct step *s, struct str argument);
const char *bind_text(struct plan *p, struct step *s, struct str argument); /* into s->text */

/* Columns by name, A,B or A,-B where `signs` allows it, into s->other; columns that are optional and not there are
 * passed over. */
struct named {
	size_t least, most;
	bool amounts; /* they must be numbers by then */
	bool signs;
};
const char *bind_columns(struct plan *p, struct step *s, struct str argument, struct named named);

/* Whether the cells of a column are amounts by the time columns are made. */
bool holds_amounts(const struct plan *p, size_t column);

/* As numbers when both are, as days or times when both are, else as text. */
int value_compare(const struct value *a, const struct value *b);

/* Words of a comma list, in the plan's memory. */
struct words {
	struct str *word;
	size_t n;
};
struct words *words_of(struct plan *p, struct str list);

#endif
