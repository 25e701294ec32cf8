/* reweighing - weights that make groups and outcomes independent, as a file. */
#ifndef SEG_REWEIGHING_H
#define SEG_REWEIGHING_H

#include "crosstab.h"

struct out;

/* A zero file writes nothing. */
struct reweighing {
	const char *file;
	struct out *out;
};

/* Adds the weights of a table: of its labels when there are any, else of its outcomes; other tables have none. Kamiran
 * and Calders (2012): n(group) n(class) / (n n(group, class)). */
void reweighing_add(struct reweighing *w, const struct crosstab *x, bool labels);

/* The file appears, be it without a weight. */
void reweighing_close(struct reweighing *w);

#endif
