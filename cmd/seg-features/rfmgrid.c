/* rfmgrid - which recency and frequency scores make which segment. */
#include "rfmgrid.h"

#include <stdlib.h>

#include "diag.h"
#include "num.h"
#include "source.h"

#define FILE_MOST (1 << 20)
#define BOXES_MOST 10000

static bool read_range(struct str cell, unsigned *least, unsigned *most)
{
	struct str rest = cell, part;
	uint64_t a, b;

	if (!str_split(&rest, '-', &part) || !num_parse_count(part, RFM_BINS_MOST, &a))
		return false;
	b = a;
	if (part.n < cell.n && !num_parse_count(rest, RFM_BINS_MOST, &b))
		return false;
	*least = (unsigned)a;
	*most = (unsigned)b;
	return true;
}

static _Noreturn void die_grid(const char *path, size_t line, const char *what, struct str row)
{
	die(STATUS_USAGE, "%s:%zu: %s: %s", quote_text(path).text, line, what, quote(row).text);
}

/* The boxes of a file; line[i] is where box i stands. */
static struct rfm_grid *read_grid(const char *path, size_t bins, struct arena *keep, size_t *line)
{
	struct rfm_box *box = ARENA_ARRAY(keep, struct rfm_box, BOXES_MOST);
	struct rfm_grid *grid = ARENA_NEW(keep, struct rfm_grid);
	size_t n, at = 0;
	char *text = source_whole(path, FILE_MOST, &n);
	struct str rest = { text, n }, row;

	*grid = (struct rfm_grid){ .name = path, .help = "", .bins = (unsigned)bins, .box = box };
	while (str_split(&rest, '\n', &row)) {
		struct str cells = row, segment, r, f;
		struct rfm_box *b = &box[grid->boxes];

		at++;
		if (row.n && row.p[row.n - 1] == '\r')
			cells.n = --row.n;
		if (at == 1 && !str_is(row, "segment\tr\tf"))
			die_grid(path, at, "the header of a grid is segment, r and f", row);
		if (at == 1 || !row.n)
			continue;
		if (!str_split(&cells, '\t', &segment) || !str_split(&cells, '\t', &r) ||
		    !str_split(&cells, '\t', &f) || cells.n || !segment.n ||
		    !read_range(r, &b->r_least, &b->r_most) || !read_range(f, &b->f_least, &b->f_most))
			die_grid(path, at, "not a segment with two scores or ranges such as 4-5", row);
		if (grid->boxes + 1 == BOXES_MOST)
			die_grid(path, at, "too many rows", row);
		b->segment = arena_str(keep, segment).p;
		line[grid->boxes++] = at;
	}
	free(text);
	return grid;
}

const struct rfm_grid *rfmgrid_choose(const char *name, size_t bins, struct arena *keep)
{
	const struct rfm_grid *known = rfm_grid_find(str_of(name));
	struct rfm_grid_finding found;
	struct rfm_grid *grid;
	size_t *line;

	if (known)
		return known->bins == bins ? known : NULL;
	line = ARENA_ARRAY(keep, size_t, BOXES_MOST);
	grid = read_grid(name, bins, keep, line);
	found = rfm_grid_check(grid);
	switch (found.status) {
	case RFM_GRID_FINE:
		return grid;
	case RFM_GRID_BEYOND:
		die(STATUS_USAGE, "%s:%zu: no cell of 1 to %zu: segment %s cannot be reached",
		    quote_text(name).text, line[found.first], bins,
		    quote_text(grid->box[found.first].segment).text);
	case RFM_GRID_OVERLAP:
		die(STATUS_USAGE, "%s:%zu: r %u f %u is in the rows of lines %zu and %zu",
		    quote_text(name).text, line[found.second], found.r, found.f, line[found.first],
		    line[found.second]);
	case RFM_GRID_UNCOVERED:
		die(STATUS_USAGE, "%s: no segment for r %u f %u", quote_text(name).text, found.r,
		    found.f);
	}
	return NULL;
}
