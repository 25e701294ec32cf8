/* search - the segments themselves: how many, where, and which of them come back.
 * For main: ends the program with a message when there is nothing to find. */
#ifndef SEG_SEARCH_H
#define SEG_SEARCH_H

#include "choose.h"
#include "earlier.h"

/* Segments of all rows, as a method leaves them. */
struct search_fit {
	struct rule rule;
	uint32_t *label; /* of each row of the matrix: rule_place */
	uint64_t *count; /* rows of each segment */
	double objective;
	size_t iterations;
	struct str *path; /* of each segment; NULL from methods without a tree */
};

/* What a mixture of k components is worth. */
struct search_likelihood {
	const struct family *family;
	double bic, icl;
};

struct search { /* the first part is what was asked */
	struct features *features;
	struct segments *segments;
	const struct method *method;
	struct kmeans_options how;   /* k = 0: to be found */
	const struct family *family; /* of a mixture; NULL: to be found */
	bool family_given;
	bool icl; /* by this, not by bic */
	size_t most, sample, draws;
	double least;                         /* rows of a segment; a share when below 1 */
	const char *votes;                    /* a file, or NULL */
	const struct earlier *before;         /* segments there were, or NULL */
	struct search_fit fit;                /* and these are the answers */
	struct choose choose;                 /* when it was asked */
	struct search_likelihood *likelihood; /* of k - 1, from a mixture that was asked */
};

/* Finds k when it is 0, then the segments, merges small ones, and sees how stable they are. Writes the votes. */
void search_run(struct search *s);

#endif
