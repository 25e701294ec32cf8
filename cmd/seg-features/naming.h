/* naming - which categories and channels there are, from all customers. */
#ifndef SEG_FEATURES_NAMING_H
#define SEG_FEATURES_NAMING_H

#include "table.h"

/* Looks at all groups, up to the last snapshot, and rewinds them. What is too much is said. */
void naming_run(const struct table *t, struct groups *groups, struct labels name[LABELS],
                struct arena *keep);

#endif
