/* amounts - exact amounts in ascending order.
 * Floor 1. */
#ifndef SEG_AMOUNTS_H
#define SEG_AMOUNTS_H

#include <stddef.h>

/* Sorts n integers in place, in time linear in n as long as they fit 64 bits. */
void amounts_sort(__int128 *x, size_t n);

#endif
