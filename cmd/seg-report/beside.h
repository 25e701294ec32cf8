/* beside - the files that stand beside the customers: orders and what other tools wrote.
 * Opened after the customers have been read to their end (DESIGN 3.6). Whoever reads them releases them. */
#ifndef SEG_BESIDE_H
#define SEG_BESIDE_H

#include "side.h"
#include "tool.h"

struct beside_asked {
	const char *orders, *cohort, *as_of; /* NULL: not asked for */
	const char *side[SIDES];             /* in the order of side_names */
	const char *id;                      /* column in the customers and in the orders */
};

struct beside {
	struct purchases orders;
	struct timeline timeline;
	struct arena keep;
	bool has_orders;
	struct beside_file {
		struct input in;
		struct frame frame;
		char *path;
		bool given;
	} side[SIDES];
};

void beside_read(struct beside *b, struct settings *set, const struct beside_asked *asked,
                 const struct frame *customers, const struct census *census, const struct tool *tool);

/* All of it as the sections take it. */
struct sources beside_sources(const struct beside *b, const struct census *census,
                              const struct frame *customers, const struct own_kpis *own);
void beside_release(struct beside *b);

#endif
