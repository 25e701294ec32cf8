/* rates - rates of outcomes, errors and segments: the counts of a table through every formula. */
#ifndef SEG_RATES_H
#define SEG_RATES_H

#include "metric.h"

extern const struct metrics rates_metrics;

#endif
