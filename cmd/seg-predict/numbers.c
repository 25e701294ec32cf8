/* numbers - columns of a table as numbers in tiles, and what the others hold. */
#include "numbers.h"

#include <math.h>
#include <stdlib.h>

#include "day.h"
#include "mending.h"
#include "num.h"

#define FIRST 100 /* rows that tell most columns of words */

static bool may_be_numbers(const struct frame_part *part, size_t column)
{
	for (size_t r = 0; r < FIRST && r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		struct str cell = row_cell(&row, column);
		double x;

		if (cell.n && !num_parse(cell, &x))
			return false;
	}
	return true;
}

bool numbers_choose(struct numbers *x, const struct frame_part *first)
{
	size_t columns = x->frame->in->header.columns, wanted = 0;

	x->slots = 0;
	for (size_t c = 0; c < columns; c++) {
		wanted += x->wanted[c];
		x->slot[c] = SIZE_MAX;
		if (!x->wanted[c] || !may_be_numbers(first, c))
			continue;
		x->column[x->slots] = c;
		x->slot[c] = x->slots++;
	}
	return x->slots == wanted;
}

void numbers_room(struct numbers *x, size_t rows)
{
	x->tiles = memory_large(gram_tiles(rows) * GRAM_ROWS * (x->slots + 1), sizeof(double));
}

void numbers_row(const struct numbers *x, const struct row *row, size_t place, struct numbers_seen *seen)
{
	const struct predict *p = x->predict;
	double *out = x->tiles + gram_at(place, 0, x->slots);

	for (size_t k = 0; k < x->slots; k++, out += GRAM_ROWS) {
		size_t c = x->column[k];
		struct str cell;

		if (seen[c].wrong)
			continue;
		cell = mending_cell(p, row, c);
		*out = NAN;
		if (!cell.n)
			continue;
		seen[c].any = true;
		seen[c].wrong = !(p->mending ? num_parse(cell, out) : num_parse_fast(cell, out));
		*out = mending_number(p, c, *out);
	}
}

bool numbers_suffice(const struct numbers *x, const struct numbers_seen *seen)
{
	for (size_t c = 0; c < x->frame->in->header.columns; c++)
		if (x->wanted[c] && (x->slot[c] == SIZE_MAX || seen[c].wrong ||
		                     (x->predict->features && !seen[c].any)))
			return false;
	return true;
}

/* What a column of no numbers holds. */
static enum column_type type_of(const struct frame *f, size_t column)
{
	struct str first = { 0 };
	struct moment moment;

	for (size_t row = 0; row < f->rows && !first.n; row++)
		first = frame_cell(f, row, column);
	return !first.n ? NOTHING : day_parse_moment(first, &moment) ? DATES : WORDS;
}

void numbers_end(struct numbers *x, size_t n, const struct numbers_seen *seen)
{
	for (size_t i = n; i < gram_tiles(n) * GRAM_ROWS; i++)
		for (size_t k = 0; k < x->slots; k++)
			x->tiles[gram_at(i, k, x->slots)] = NAN;
	for (size_t c = 0; c < x->frame->in->header.columns; c++) {
		bool read = x->slot[c] != SIZE_MAX && !seen[c].wrong;

		x->type[c] = NOTHING;
		if (read && seen[c].any)
			x->type[c] = NUMBERS;
		else if (!read && x->wanted[c])
			x->type[c] = type_of(x->frame, c);
	}
}

/* --- rows in memory --- */

struct reading {
	const struct numbers *x;
	struct numbers_seen *seen; /* of each part and column */
};

static void read_part(void *arg, size_t i)
{
	const struct reading *reading = arg;
	const struct numbers *x = reading->x;
	const struct frame_part *part = &x->frame->part[i];

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		size_t at = part->first + r;

		numbers_row(x, &row, x->place ? x->place[at] : at,
		            reading->seen + i * part->index.columns);
	}
}

void numbers_read(struct numbers *x, struct crew *crew)
{
	size_t columns = x->frame->in->header.columns, parts = x->frame->parts;
	struct reading reading = { x, memory_zero((parts + 1) * columns, sizeof(struct numbers_seen)) };
	struct numbers_seen *all = reading.seen + parts * columns;

	numbers_choose(x, x->frame->part);
	numbers_room(x, x->frame->rows);
	crew_each(crew, parts, read_part, &reading);
	for (size_t i = 0; i < parts * columns; i++) {
		all[i % columns].wrong |= reading.seen[i].wrong;
		all[i % columns].any |= reading.seen[i].any;
	}
	numbers_end(x, x->frame->rows, all);
	free(reading.seen);
}
