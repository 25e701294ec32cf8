/* beside - the files that stand beside the customers: orders and what other tools wrote.
 * Opened after the customers have been read to their end (DESIGN 3.6). Whoever reads them releases them. */
#ifndef SEG_BESIDE_H
#define SEG_BESIDE_H

#include "report.h"
#include "tool.h"

struct beside_asked {
	const char *orders, *cohort, *as_of; /* NULL: not asked for */
	const char *audit, *previous;
	const char *id; /* column in the customers and in the orders */
};

struct beside {
	struct purchases orders;
	struct timeline timeline;
	struct arena keep;
	bool has_orders;
	struct side {
		struct input in;
		struct frame frame;
		char *path;
		bool given;
	} audit, previous;
};

void beside_read(struct beside *b, struct settings *set, const struct beside_asked *asked,
                 const struct frame *customers, const struct census *census, const struct tool *tool);
void beside_release(struct beside *b);

#endif
