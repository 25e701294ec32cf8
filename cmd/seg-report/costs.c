/* costs - what customers cost. */
#include "costs.h"

#include <math.h>

#include "diag.h"
#include "orphans.h"

static const char *const columns[] = { "acquisition", "service", "margin" };
#define COLUMNS (sizeof(columns) / sizeof(*columns))

void costs_check(const struct report *r, const struct frame *f, const struct census *c)
{
	size_t segment = f ? input_column(f->in, "segment") : 0;
	bool any = false;

	for (size_t k = 0; f && k < COLUMNS; k++)
		any |= side_has(f, columns[k]);
	if (f && !any)
		die_at(frame_place(f, 0, SIZE_MAX), "nothing about costs: it has none of the "
		                                    "columns acquisition, service and margin");
	for (size_t row = 0; f && row < f->rows; row++) {
		struct str name = frame_cell(f, row, segment);

		if (name.n && !orphans_has(r, c, name))
			die_at(frame_place(f, row, segment), "no customer is in the segment %s",
			       quote(name).text);
		for (size_t k = 0; k < COLUMNS; k++) {
			double x = side_has(f, columns[k]) ? side_number(f, row, columns[k]) : NAN;

			if (x < 0 || (k == 2 && x > 1))
				die_at(frame_place(f, row, input_column(f->in, columns[k])), "not %s: %s",
				       k == 2 ? "a share from 0 to 1" : "an amount of 0 or more",
				       quote(frame_cell(f, row, input_column(f->in, columns[k]))).text);
		}
	}
}

struct costs costs_of(const struct report *r, const struct frame *f, struct str segment)
{
	double x[COLUMNS];

	for (size_t k = 0; k < COLUMNS; k++) {
		size_t own = f ? side_find(r, f, segment) : SIZE_MAX,
		       rest = f ? side_find(r, f, (struct str){ 0 }) : SIZE_MAX;

		x[k] = NAN;
		if (f && side_has(f, columns[k]) && own != SIZE_MAX)
			x[k] = side_number(f, own, columns[k]);
		if (f && side_has(f, columns[k]) && isnan(x[k]) && rest != SIZE_MAX)
			x[k] = side_number(f, rest, columns[k]);
	}
	return (struct costs){ x[0], x[1], x[2] };
}
