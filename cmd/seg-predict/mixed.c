/* mixed - columns that hold mostly numbers, but other things too. */
#include "mixed.h"

#include <stdlib.h>

static double *nowhere(void *out, size_t row)
{
	(void)row;
	return out;
}

/* What a column holds; false when that is not mostly numbers, which the first rows tell. */
static bool look(const struct frame *f, size_t column, struct frame_seen *seen)
{
	double x;
	struct frame_reading r = { &column, 1, 1, nowhere, &x };

	*seen = (struct frame_seen){ 0 };
	for (size_t i = 0; i < f->parts; i++) {
		frame_read_part(&f->part[i], &r, seen);
		if (seen->numbers <= seen->others)
			return false;
	}
	return true;
}

static bool is_among(const struct examples *e, size_t column)
{
	for (size_t k = 0; k < e->columns; k++)
		if (e->column[k] == column)
			return true;
	return false;
}

static void say(const struct examples *e, const struct numbers *x, bool taken, const char *fate)
{
	size_t columns = x->frame->in->header.columns, n = 0,
	       *column = memory_get(columns, sizeof(*column));
	struct frame_seen *seen = memory_get(columns, sizeof(*seen));

	for (size_t c = 0; c < columns; c++)
		if (x->wanted[c] && (x->type[c] == WORDS || x->type[c] == DATES) &&
		    is_among(e, c) == taken && look(x->frame, c, &seen[n]))
			column[n++] = c;
	frame_say_mixed(x->frame, column, n, seen, fate);
	free(seen);
	free(column);
}

void mixed_say(const struct examples *e, const struct numbers *x)
{
	say(e, x, false, "left out");
	say(e, x, true, "taken as words");
}
