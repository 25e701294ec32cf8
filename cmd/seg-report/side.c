/* side - the files that other tools or people wrote beside the customers. */
#include "side.h"

#include <math.h>

#include "diag.h"
#include "names.h"
#include "num.h"
#include "tsv.h"

const char *const side_names[SIDES] = { "audit",   "previous", "votes", "traits",
	                                "metrics", "actions",  "costs" };

struct cell side_text(const struct report *r, const struct frame *f, size_t row, const char *column)
{
	struct buf scratch = { 0 };
	struct str cell = frame_cell(f, row, input_column(f->in, column));
	struct cell c = cell_text(arena_str(r->keep, tsv_text(cell, &scratch)).p);

	buf_release(&scratch);
	return c;
}

double side_number(const struct frame *f, size_t row, const char *column)
{
	size_t k = input_column(f->in, column);
	struct str cell = frame_cell(f, row, k);
	double x = NAN;

	if (cell.n && !num_parse(cell, &x))
		die_at(frame_place(f, row, k), "not a number: %s", quote(cell).text);
	return x;
}

bool side_has(const struct frame *f, const char *column)
{
	return input_find(f->in, column) != SIZE_MAX;
}

struct cell side_segment(const struct report *r, const struct frame *f, size_t row)
{
	struct buf scratch = { 0 };
	struct str cell = names_of(r->set.names, frame_cell(f, row, input_column(f->in, "segment")));
	struct cell c = cell_text(arena_str(r->keep, tsv_text(cell, &scratch)).p);

	buf_release(&scratch);
	return c;
}

size_t side_find(const struct report *r, const struct frame *f, struct str segment)
{
	size_t k = input_column(f->in, "segment"), at = SIZE_MAX;
	struct buf scratch = { 0 };

	for (size_t row = 0; row < f->rows && at == SIZE_MAX; row++)
		if (str_eq(tsv_text(names_of(r->set.names, frame_cell(f, row, k)), &scratch), segment))
			at = row;
	buf_release(&scratch);
	return at;
}
