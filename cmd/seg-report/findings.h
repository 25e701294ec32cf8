/* findings - what may stand at the top of the page, and how much it weighs. */
#ifndef SEG_REPORT_FINDINGS_H
#define SEG_REPORT_FINDINGS_H

#include "drawn.h"

/* A finding; without a sentence there is none. */
struct finding {
	const char *section; /* of its evidence: at most one finding stands for each */
	double stake;        /* share of the revenue it is about, 0 to 1 */
	double distance; /* how far its interval, or the figure of all, is from no effect, 0 to 1 */
	const char *sentence, *detail;
};

/* What there is to be found, in the order of the sections; a NULL name ends them. */
struct finder {
	const char *name;
	struct finding (*find)(struct report *r, const struct drawn *d);
};
extern const struct finder finders[];

struct finding find_moved(struct report *r, const struct drawn *d);
struct finding find_unfair(struct report *r, const struct drawn *d);
struct finding find_foretold(struct report *r, const struct drawn *d);

#define FINDINGS 3
#define FINDING_LEAST 0.03 /* stake x distance below which nothing stands out */

#endif
