/* rfmgrid - which recency and frequency scores make which segment: a grid by its name, or from a table.
 * The table has the header segment, r, f; a cell is a score or a range such as 4-5. */
#ifndef SEG_FEATURES_RFMGRID_H
#define SEG_FEATURES_RFMGRID_H

#include "arena.h"
#include "rfm.h"

/* For scores of 1 to bins. A table that leaves a cell out, gives one twice, or goes beyond the bins ends the program
 * (exit 2); a named grid of other bins is NULL. */
const struct rfm_grid *rfmgrid_choose(const char *name, size_t bins, struct arena *keep);

#endif
