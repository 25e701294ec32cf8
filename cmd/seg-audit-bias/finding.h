/* finding - the rows of the audit: gathered, judged, put in order, printed.
 * Names are borrowed from the tally; words live in the arena of the findings. */
#ifndef SEG_FINDING_H
#define SEG_FINDING_H

#include "arena.h"
#include "buf.h"
#include "fair.h"

#define FINDING_BOUND 0.8 /* four-fifths: 29 CFR 1607.4 D */

/* NaN, the empty text or false: does not apply. */
struct finding {
	struct str group_by, group, outcome, reference;
	const char *metric;
	uint64_t n;
	struct fair_estimate value, ratio;
	double difference, p, p_adjusted;
	double picked; /* how often p counts in the adjustment: see reference.h */
	bool judged;   /* wants a verdict */
	bool doubtful; /* and can have none: the reason says why */
	const char *verdict;
	const char *reason;
};

struct findings {
	struct finding *row; /* owned */
	size_t n, room;
	struct arena words;
};

/* Good until the next one is added. */
struct finding *findings_add(struct findings *f, const char *metric, struct str group_by);

/* Adds to the reason, as by printf. */
void finding_because(struct findings *f, struct finding *row, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adjusts the p-values of all rows together (Holm), then gives the verdicts. Returns the number of tests. */
size_t findings_judge(struct findings *f, double confidence);

/* Byte order of group_by, group, metric and outcome. */
void findings_sort(struct findings *f);

void findings_put_header(struct buf *out);
void finding_put(struct buf *out, const struct finding *row, bool headerless);
void findings_release(struct findings *f);

#endif
