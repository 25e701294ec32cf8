/* slices - small groups: rates drawn together, the worst slice, and how far apart all lie. */
#ifndef SEG_SLICES_H
#define SEG_SLICES_H

#include "metric.h"

extern const struct metrics slices_metrics;

#endif
