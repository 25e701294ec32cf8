/* reason - what moves a row's chance away from that of an average one, in words and numbers. */
#include "reason.h"

#include <math.h>
#include <stdlib.h>

static int reason_order(const void *a, const void *b)
{
	const struct reason *p = a, *q = b;
	double x = fabs(p->weight), y = fabs(q->weight);

	if (x != y)
		return x < y ? 1 : -1;
	return (p->column > q->column) - (p->column < q->column);
}

void reason_sort(struct reason *r, size_t n)
{
	qsort(r, n, sizeof(*r), reason_order);
}

void reason_put(struct buf *b, const struct classifier *c, const struct reason *r, struct str cell)
{
	if (r->weight == 0)
		return;
	buf_str(b, c->column[r->column].name);
	buf_char(b, ' ');
	if (cell.n)
		buf_str(b, cell);
	else
		buf_text(b, "missing");
	buf_printf(b, ": %+.2f", r->weight);
}
