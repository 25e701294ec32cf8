/* choose - how many segments are there?
 * Floor 2. Tries every k on some of the rows and lets several judges vote; see the manual of seg-cluster. */
#ifndef SEG_CHOOSE_H
#define SEG_CHOOSE_H

#include "tiles.h"
#include "validity.h"

#define CHOOSE_LEAD 3.0    /* deviations by which more than one segment must beat one heap */
#define CHOOSE_CHANCE 0.05 /* and how many references may do as well */
#define CHOOSE_PASSES 0.8  /* prediction strength of a k that is really there */
#define CHOOSE_WEAK 0.6    /* and of one that may be */
#define CHOOSE_KEPT 0.5    /* and of one that was there before */
#define CHOOSE_CLEAR 0.2   /* silhouette by which a smaller k goes before the best place */
#define CHOOSE_ROWS 20000  /* rows that are looked at */
#define CHOOSE_SILHOUETTE 10000
#define CHOOSE_SMALL 2000 /* rows of what is drawn many times */

struct choose_options {
	size_t most; /* k from 1 to this */
	uint64_t seed;
	struct tiles_each each;
	const size_t *together; /* columns that are levels of a text (chance.h) */
};

/* What is known of one k; NaN where undefined. */
struct choose_vote {
	size_t k;
	double inertia;
	struct validity validity;
	double gap, gap_se, strength;
	double place; /* mean place, from 1, that the judges give it among those that may be; NaN: it may not */
};

enum choose_verdict {
	CHOOSE_NONE,  /* no k beats one heap, or none predicts: k = 1 */
	CHOOSE_MAYBE, /* the strength of k is below CHOOSE_PASSES */
	CHOOSE_FOUND
};

struct choose {
	struct choose_vote *vote; /* of k - 1 */
	size_t most;              /* no k beyond the number of distinct rows */
	double lead, p;           /* of chance.h: against one heap */
	size_t k;
	enum choose_verdict verdict;
};

/* k = 1 unless the gap beats one heap by CHOOSE_LEAD. Of the k whose strength is at least CHOOSE_WEAK, the one with
 * the best mean place: macro silhouette, ch and db count once, the gap thrice, as it alone compares with chance; of
 * equals the larger k; but a smaller k goes before whose macro silhouette is CHOOSE_CLEAR larger and whose strength is no
 * less. x: at least one row, at most CHOOSE_ROWS, finite. The same bytes for any number of threads. */
void choose_fit(struct choose *out, struct arena *a, struct mat x, const struct choose_options *o);

/* The same from votes that are there, with lead and p, whose places it fills: sets k and the verdict. k is 1 before. */
void choose_decide(struct choose *c);

#endif
