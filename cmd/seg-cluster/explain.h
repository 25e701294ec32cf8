/* explain - what the segments are like, as a table: --write-traits. */
#ifndef SEG_EXPLAIN_H
#define SEG_EXPLAIN_H

#include "features.h"

/* A row for each segment and feature, segments in byte order of their names. Rules are looked for on at most `sample`
 * customers. segments->typical is filled. */
void explain_write(const struct features *f, const struct segments *s, const uint32_t *label,
                   size_t sample, const char *path);

#endif
