/* spreads - columns of a frame by group, all at once.
 * Floor 4. Everything is in the arena. */
#ifndef SEG_SPREADS_H
#define SEG_SPREADS_H

#include "frame.h"
#include "spread.h"

struct spreads_column {
	size_t column;
	bool numbers; /* at least one, and nothing else but missing values; else there is no spread */
	size_t bad;   /* the first row that is no number, or SIZE_MAX */
	struct spread *group; /* of each */
	struct spread all;
};

/* `column` of each is set. group_of is per row of the frame. */
void spreads_take(struct spreads_column *c, size_t n, struct arena *keep, const struct frame *f,
                  const size_t *group_of, size_t groups, struct crew *crew);

#endif
