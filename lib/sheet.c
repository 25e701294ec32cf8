/* sheet - which cells of a published table must stay hidden so that small ones cannot be worked out. */
#include "sheet.h"

/* Whether a reader must think it possible that a cell holds `by` more, or less; one that is shown as if it were
 * hidden. */
static bool can_rise(const struct sheet *s, size_t i, uint64_t by)
{
	if (s->most && s->count[i] + by > s->most[i])
		return false;
	return s->count[i] && (s->count[i] >= s->least || s->count[i] + by < s->least);
}

static bool can_fall(const struct sheet *s, size_t i, uint64_t by)
{
	return s->count[i] && s->count[i] >= by + (s->count[i] >= s->least ? s->least : 1);
}

/* The four corners of a rectangle: from the small one along its row, to the opposite one, along its column. */
struct corners {
	size_t small, beside, opposite, below;
};

static struct corners corners_of(const struct sheet *s, size_t i, size_t k)
{
	size_t row = i / s->columns, column = i % s->columns;

	return (struct corners){ i, row * s->columns + k % s->columns, k,
		                 k / s->columns * s->columns + column };
}

/* How far a small one has to move: up to least - 1, or down to 1. */
static uint64_t way_of(const struct sheet *s, size_t i, bool up)
{
	return up ? s->least - 1 - s->count[i] : s->count[i] - 1;
}

/* Totals stay what they are when two opposite corners take what the other two give: can the small one move that way? */
static bool moves(const struct sheet *s, struct corners c, bool up)
{
	uint64_t by = way_of(s, c.small, up);

	if (up)
		return can_fall(s, c.beside, by) && can_fall(s, c.below, by) &&
		       can_rise(s, c.opposite, by);
	return can_rise(s, c.beside, by) && can_rise(s, c.below, by) && can_fall(s, c.opposite, by);
}

/* What hiding a cell would take away from what is told. */
static uint64_t cost_of(const struct sheet *s, size_t i)
{
	return s->mark[i] == PROTECT_SHOWN ? s->count[i] : 0;
}

static uint64_t cost(const struct sheet *s, struct corners c)
{
	return cost_of(s, c.beside) + cost_of(s, c.opposite) + cost_of(s, c.below);
}

static void hide(const struct sheet *s, size_t i)
{
	if (s->mark[i] == PROTECT_SHOWN)
		s->mark[i] = PROTECT_MANY;
}

/* The cheapest rectangle in which the small one moves; false when there is none. */
static bool find_rectangle(const struct sheet *s, size_t i, bool up, struct corners *best)
{
	uint64_t by = way_of(s, i, up);
	bool any = false;

	for (size_t below = i % s->columns; below < s->rows * s->columns; below += s->columns) {
		if (below == i || !(up ? can_fall(s, below, by) : can_rise(s, below, by)))
			continue;
		for (size_t k = below - i % s->columns, end = k + s->columns; k < end; k++) {
			struct corners c = corners_of(s, i, k);

			if (k == below || !moves(s, c, up))
				continue;
			if (!any || cost(s, c) < cost(s, *best))
				*best = c;
			any = true;
		}
	}
	return any;
}

#define DEAR 4 /* totals of columns are looked at more than those of rows, or cells */

/* What is lost with the total of a row or a column. */
static uint64_t row_cost(const struct sheet *s, size_t row)
{
	uint64_t sum = 0;

	for (size_t k = 0; k < s->columns && s->row_told[row]; k++)
		sum += s->count[row * s->columns + k];
	return sum;
}

static uint64_t column_cost(const struct sheet *s, size_t column)
{
	uint64_t sum = 0;

	for (size_t k = 0; k < s->rows && s->column_told[column]; k++)
		sum += s->count[k * s->columns + column];
	return DEAR * sum;
}

/* What is done for a small one: a rectangle is hidden, or totals are taken back and a cell is hidden that has what it
 * gives. */
struct way {
	bool any;
	uint64_t cost;
	struct corners corners; /* hidden unless totals are taken back */
	bool totals;
	size_t row[2], column[2]; /* whose are; SIZE_MAX: none */
	size_t partner;           /* SIZE_MAX: none */
};

static void consider(struct way *best, const struct way *other)
{
	if (other->any && (!best->any || other->cost < best->cost))
		*best = *other;
}

static struct way by_rectangle(const struct sheet *s, size_t i, bool up)
{
	struct way w = { 0 };

	w.any = find_rectangle(s, i, up, &w.corners);
	w.cost = w.any ? cost(s, w.corners) : 0;
	return w;
}

/* By a cell of the same row or column that gives what it takes, or takes what it gives. */
static struct way by_partner(const struct sheet *s, size_t i, bool up, size_t k)
{
	uint64_t by = way_of(s, i, up);
	size_t row = i / s->columns, column = i % s->columns;
	struct way w = { .totals = true,
		         .row = { SIZE_MAX, SIZE_MAX },
		         .column = { SIZE_MAX, SIZE_MAX },
		         .partner = k };

	w.any = k != i && (up ? can_fall(s, k, by) : can_rise(s, k, by));
	if (!w.any)
		return w;
	if (k / s->columns == row) {
		w.column[0] = column;
		w.column[1] = k % s->columns;
		w.cost = column_cost(s, w.column[0]) + column_cost(s, w.column[1]);
	} else {
		w.row[0] = row;
		w.row[1] = k / s->columns;
		w.cost = row_cost(s, w.row[0]) + row_cost(s, w.row[1]);
	}
	w.cost += cost_of(s, k);
	return w;
}

/* Whether events of one cell may have been those of the other, as far as totals tell. */
static bool is_free(const struct sheet *s, size_t i, size_t k)
{
	size_t row = k / s->columns, column = k % s->columns;

	return (row == i / s->columns || !s->row_told[row]) &&
	       (column == i % s->columns || !s->column_told[column]);
}

/* Alone, upwards only as far as there are events for it: those of what is hidden, and of one cell more if need be. */
static struct way by_itself(const struct sheet *s, size_t i, bool up)
{
	uint64_t spare = 0, by = way_of(s, i, up), least = UINT64_MAX;
	struct way w = { .any = true,
		         .totals = true,
		         .row = { i / s->columns, SIZE_MAX },
		         .column = { i % s->columns, SIZE_MAX },
		         .partner = SIZE_MAX };

	w.cost = row_cost(s, w.row[0]) + column_cost(s, w.column[0]);
	for (size_t k = 0; up && k < s->rows * s->columns; k++)
		if (s->mark[k] != PROTECT_SHOWN && is_free(s, i, k))
			spare += s->events[k] - s->count[k];
	if (!up || spare >= by)
		return w;
	for (size_t k = 0; k < s->rows * s->columns; k++)
		if (cost_of(s, k) && is_free(s, i, k) && spare + s->events[k] - s->count[k] >= by &&
		    cost_of(s, k) < least) {
			least = cost_of(s, k);
			w.partner = k;
		}
	w.any = w.partner != SIZE_MAX;
	w.cost += w.any ? least : 0;
	return w;
}

static void take(const struct sheet *s, const struct way *w)
{
	if (!w->totals) {
		hide(s, w->corners.beside);
		hide(s, w->corners.opposite);
		hide(s, w->corners.below);
		return;
	}
	if (w->partner != SIZE_MAX)
		hide(s, w->partner);
	for (int k = 0; k < 2; k++) {
		if (w->row[k] != SIZE_MAX)
			s->row_told[w->row[k]] = false;
		if (w->column[k] != SIZE_MAX)
			s->column_told[w->column[k]] = false;
	}
}

static bool protect_cell(const struct sheet *s, size_t i, bool up)
{
	struct way best = by_rectangle(s, i, up), other;
	size_t row = i - i % s->columns;

	for (size_t k = row; s->row_told && k < row + s->columns; k++) {
		other = by_partner(s, i, up, k);
		consider(&best, &other);
	}
	for (size_t k = i % s->columns; s->row_told && k < s->rows * s->columns; k += s->columns) {
		other = by_partner(s, i, up, k);
		consider(&best, &other);
	}
	if (s->row_told) {
		other = by_itself(s, i, up);
		consider(&best, &other);
	}
	if (best.any)
		take(s, &best);
	return best.any;
}

bool sheet_protect(const struct sheet *s)
{
	bool fine = true;

	for (size_t i = 0; i < s->rows * s->columns; i++)
		s->mark[i] = s->count[i] && s->count[i] < s->least ? PROTECT_FEW : PROTECT_SHOWN;
	for (size_t i = 0; i < s->rows * s->columns; i++)
		if (s->mark[i] == PROTECT_FEW)
			fine = protect_cell(s, i, true) && protect_cell(s, i, false) && fine;
	return fine;
}

bool sheet_table(enum protect *mark, const uint64_t *count, size_t rows, size_t columns, uint64_t least)
{
	return sheet_protect(&(struct sheet){ mark, count, NULL, NULL, rows, columns, least, NULL, NULL });
}
