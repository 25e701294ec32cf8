/* finding - the rows of the audit: gathered, put in order, printed.
 * Names are borrowed from the tally; words live in the arena of the findings. */
#ifndef SEG_FINDING_H
#define SEG_FINDING_H

#include "arena.h"
#include "buf.h"
#include "fair.h"

/* What a verdict looks at. */
enum finding_judged {
	FINDING_NEVER,
	FINDING_RATIO, /* the ratio lies between the bound and its inverse */
	FINDING_GAP    /* the value is at most the bound; without a bound there is no verdict */
};

/* For --list: never, ratio or gap. */
const char *finding_judged_name(enum finding_judged judged);

/* NaN, the empty text or false: does not apply. */
struct finding {
	struct str group_by, group, outcome, reference;
	const char *metric;
	uint64_t n;
	struct fair_estimate value, ratio;
	double difference, p, p_adjusted;
	size_t to; /* number of the group that is the reference, as in reference.h; set when compared */
	bool compared;
	double picked; /* how often p counts in the adjustment: see reference.h and metric.h */
	enum finding_judged judged;
	bool doubtful;  /* wants a verdict and can have none: the reason says why */
	bool too_small; /* as it has too few rows */
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

/* Byte order of group_by, group, metric and outcome. */
void findings_sort(struct findings *f);

void findings_put_header(struct buf *out);
void finding_put(struct buf *out, const struct finding *row, bool headerless);
void findings_release(struct findings *f);

#endif
