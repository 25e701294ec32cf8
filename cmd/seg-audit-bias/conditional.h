/* conditional - groups compared within strata, so that what the strata explain does not count. */
#ifndef SEG_CONDITIONAL_H
#define SEG_CONDITIONAL_H

#include "metric.h"

extern const struct metrics conditional_metrics;

#endif
