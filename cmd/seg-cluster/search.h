/* search - the segments themselves: how many, where, and which of them come back.
 * For main: ends the program with a message when there is nothing to find. */
#ifndef SEG_SEARCH_H
#define SEG_SEARCH_H

#include "choose.h"
#include "features.h"

struct search { /* the first part is what was asked */
	struct features *features;
	struct segments *segments;
	const struct method *method;
	struct kmeans_options how; /* k = 0: to be found */
	size_t most, sample, draws;
	double least;         /* rows of a segment; a share when below 1 */
	const char *votes;    /* a file, or NULL */
	struct kmeans fit;    /* and these are the answers */
	struct choose choose; /* when it was asked */
};

/* Finds k when it is 0, then the segments, merges small ones, and sees how stable they are. Writes the votes. */
void search_run(struct search *s);

#endif
