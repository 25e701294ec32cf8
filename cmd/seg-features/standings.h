/* standings - what customers are compared by: values in groups, read again in ascending order, each once with how often
 * it came. Small whole numbers, as days and orders are, are counted; the others become sorted runs, in a file when
 * there are to be no more of them in memory than a few. */
#ifndef SEG_FEATURES_STANDINGS_H
#define SEG_FEATURES_STANDINGS_H

#include "exact.h"
#include "runs.h"

struct standings_group {
	uint64_t n, best_n;         /* values, and those of the largest: */
	__int128 best;              /* good when there are any */
	struct exact_sum sum, plus; /* of all; of those above 0 */
	uint64_t *count;            /* of 0, 1, 2 … */
	size_t counts;
	__int128 *waiting; /* others that are in no run yet */
	size_t waits, room;
};

struct standings {
	struct pieces *pieces; /* of the runs */
	struct standings_group *group;
	size_t groups; /* up to STANDINGS_MOST */
	bool spills;   /* runs go to the file */
	size_t waits;  /* of all groups */
	struct run *run;
	size_t runs;
	int file;
	uint64_t file_bytes;
};

#define STANDINGS_MOST 256

void standings_open(struct standings *s, struct pieces *pieces, size_t groups, bool spills);
void standings_add(struct standings *s, size_t group, __int128 value);

/* Takes all that `part` has, which has the same pieces and groups and no file; it is closed. */
void standings_join(struct standings *s, struct standings *part);

/* Shows every value, by group and ascending; nothing is added afterwards. */
void standings_each(struct standings *s,
                    void (*see)(void *to, size_t group, __int128 value, uint64_t n), void *to);

void standings_close(struct standings *s);

#endif
