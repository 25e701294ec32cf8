/* naming - what segments are called: in words, as before, or as people say.
 * For main: ends the program with a message when a file cannot be used. Names live in the features' arena. */
#ifndef SEG_NAMING_H
#define SEG_NAMING_H

#include "earlier.h"

struct naming {
	struct features *features;
	struct segments *segments;
	const uint32_t *label; /* of each row of the matrix */
	size_t id;             /* column of the input */
};

/* Names every segment by what sets it apart. Beside those of --previous (NULL: there are none), those that are still
 * there keep their names, and it is said what became of which. */
void naming_choose(const struct naming *n, const struct earlier *previous);

/* Says how far the segments agree with those of another table. */
void naming_compare(const struct naming *n, const char *path);

/* Names as people say, from a table with segment and name; the model keeps its own. */
void naming_replace(const struct naming *n, const char *path);

/* The table to write other names into. */
void naming_write(const struct naming *n, const char *path);

#endif
