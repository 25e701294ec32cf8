/* total - a sum of doubles that is the same in any order: exact until it is read.
 * Floor 1. After Neal (2015), Fast exact summation using small and large superaccumulators. Zero bytes are the empty
 * sum. Values are finite; up to 2^60 of them. */
#ifndef SEG_TOTAL_H
#define SEG_TOTAL_H

#include <stdint.h>

#define TOTAL_PARTS 67

struct total {
	int64_t part[TOTAL_PARTS]; /* part i counts units of 2^(32 i - 1075) */
	uint32_t added;            /* since the carries were last passed on */
};

void total_add(struct total *t, double x);
void total_merge(struct total *t, const struct total *other);
double total_value(const struct total *t); /* the nearest double; beyond its range an infinity */

#endif
