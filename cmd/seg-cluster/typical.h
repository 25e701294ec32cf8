/* typical - the middle value of every feature in every segment, for people. */
#ifndef SEG_TYPICAL_H
#define SEG_TYPICAL_H

#include "features.h"

/* The median of every feature in every segment, of text the most frequent value, into s->typical; label by row of the
 * matrix. */
void typical_find(const struct features *f, struct segments *s, const uint32_t *label);

#endif
