/* history - what repeat-purchase models know of a customer, and many customers with the alike ones counted together.
 * Floor 2. Fader, Hardie and Lee (2005): the likelihood needs no more than x, t_x and T. */
#ifndef SEG_HISTORY_H
#define SEG_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

/* From the first order on: how many came after it, when the last was (0 when x = 0), and how long ago it began. */
struct history {
	double x, tx, T;
};

/* A whole x >= 0, 0 <= tx <= T, tx = 0 when x = 0; a sentence about what is wrong, or NULL. */
const char *history_check(const struct history *h);

struct history_count {
	struct history h; /* times in the unit of the fit: the median T is 1 */
	double n;         /* customers */
};

struct histories {
	struct history_count *unique; /* in the order of x, tx, T */
	size_t n;
	size_t *group; /* of equal x: the first of each; groups + 1 of them, the last is n */
	double *group_n;
	size_t groups;
	double unit;                        /* one time of the fit in those that came in */
	uint64_t customers, repeat, orders; /* orders: the sum of x */
};

/* Counts n good histories, in any order. Memory from the arena. */
void histories_make(struct histories *out, struct arena *a, const struct history *h, size_t n);

/* Every so-maniest of the unique histories, at most `most` of them, as if they were all. */
void histories_sample(struct histories *out, struct arena *a, const struct histories *all, size_t most);

#endif
