/* calibrated - scores of each group held against labels: calibration, error and rank. */
#ifndef SEG_CALIBRATED_H
#define SEG_CALIBRATED_H

#include "metric.h"

extern const struct metrics calibrated_metrics;

#endif
