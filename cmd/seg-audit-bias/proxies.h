/* proxies - which columns give the group away. */
#ifndef SEG_PROXIES_H
#define SEG_PROXIES_H

#include "metric.h"

#define PROXIES_GROUPS_MOST 100 /* beyond it no group is told from the rest */

extern const struct metrics proxies_metrics;

/* Says in the reasons of the columns of each group_by which one gives most away. */
void proxies_rank(struct findings *f);

#endif
