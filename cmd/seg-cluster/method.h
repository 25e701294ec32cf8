/* method - the ways to find segments, as a table.
 * What a way fills in is struct search's business; it ends the program with a message when there is nothing to find. */
#ifndef SEG_METHOD_H
#define SEG_METHOD_H

#include "search.h"

struct method {
	const char *name, *help;
	const char *takes; /* options that not every method does, as words */
	/* How many segments, from some of the rows: fills s->choose. */
	void (*choose)(struct search *s, struct mat some);
	/* s->how.k segments of all rows: fills s->fit. */
	void (*fit)(struct search *s);
	/* The segments without one of them, whose rows go where they fit next. */
	void (*without)(struct search *s, size_t segment);
	/* How well each comes back, from some of the rows and their segments: fills s->segments->stability. */
	void (*draw)(struct search *s, struct mat some, const uint32_t *label);
	/* For by_rule.h: the method as it is tried on some of the rows. Good as long as s is. */
	struct rule_finder (*finder)(const struct search *s);
};

extern const struct method methods[];
extern const size_t method_count;

/* By its name; ends the program with the names there are when it has none of them. The same for --family. */
const struct method *method_find(const char *name);
const struct family *method_family(const char *name);

/* Ends the program when an option is given that the method has no use for. */
void method_check(const struct method *m, const char *option, bool given);

#endif
