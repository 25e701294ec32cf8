/* values - numbers of each group: means, quantiles, order and distance. */
#ifndef SEG_VALUES_H
#define SEG_VALUES_H

#include "metric.h"

extern const struct metrics values_metrics;

#endif
