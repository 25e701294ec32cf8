/* repeats - rows of whom another row is about already. */
#include "repeats.h"

#include "diag.h"
#include "map.h"

/* How many rows from the first on are in byte order of their ids, as seg-features writes them: none of them repeats. */
static size_t in_order(const struct frame *f, size_t id)
{
	size_t row = 1;

	while (row < f->rows && str_cmp(frame_cell(f, row - 1, id), frame_cell(f, row, id)) < 0)
		row++;
	return row;
}

void repeats_say(const struct frame *f, size_t id)
{
	struct map ids = { 0 };
	size_t repeats = 0, first = 0;

	if (in_order(f, id) >= f->rows)
		return;
	for (size_t row = 0; row < f->rows; row++) {
		struct str cell = frame_cell(f, row, id);
		uint64_t hash = map_hash(cell);

		if (!cell.n)
			continue;
		if (map_find(&ids, cell, hash) == MAP_NONE)
			map_add(&ids, cell, hash);
		else if (!repeats++)
			first = row;
	}
	if (repeats) {
		struct place at = frame_place(f, first, id);

		warn("%s:%zu: %s: %zu row%s an id; one row per customer is expected (seg-features "
		     "makes them)",
		     shown(str_of(at.file)).text, at.line, shown(str_of(at.column)).text, repeats,
		     repeats == 1 ? " repeats" : "s repeat");
	}
	map_release(&ids);
}
