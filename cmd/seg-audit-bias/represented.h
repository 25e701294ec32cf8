/* represented - whom the data are about: groups held against a population, and what is missing of each. */
#ifndef SEG_REPRESENTED_H
#define SEG_REPRESENTED_H

#include "metric.h"

extern const struct metrics represented_metrics;

#endif
