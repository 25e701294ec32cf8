/* order - the byte order of keys.
 * Floor 1. */
#ifndef SEG_ORDER_H
#define SEG_ORDER_H

#include "str.h"

/* Fills order[0..n) with 0..n-1 so that key[order[i]] ascends as under LC_ALL=C sort; equal keys keep their order.
 * Linear in n for short keys: radix passes over the first eight bytes, comparisons only behind equal ones. */
void order_keys(size_t *order, const struct str *key, size_t n);

#endif
