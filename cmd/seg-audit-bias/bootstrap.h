/* bootstrap - intervals of what has none by a formula, from rows drawn anew. */
#ifndef SEG_BOOTSTRAP_H
#define SEG_BOOTSTRAP_H

#include "metric.h"

#define BOOTSTRAP_FIGURES_MOST (1u << 27) /* rows of a metric times draws */

/* Gives those rows of the metric, from `first` on, that have a value and no interval the basic bootstrap interval
 * (Davison and Hinkley 1997, equation 5.6) of r->bootstrap tables drawn from this one with replacement, kept to where
 * the value can lie; so their ratios, when these are never judged. Whom groups are compared with stays the same. A
 * distance is larger than it should be by what chance adds; the interval takes that off, and may lie below the figure.
 * Tables of weighted rows are left as they are. The draws are keyed by r->seed, the table's number and their own. */
void bootstrap_intervals(struct findings *out, size_t first, const struct metric *m,
                         const struct crosstab *x, const struct rules *r, size_t table);

#endif
