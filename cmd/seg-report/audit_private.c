/* audit_private - which rates of the audit must not be told.
 * Groups add up to all customers. Groups by segments are a table whose margins are told elsewhere; of other outcomes
 * nobody tells how many they are in all, so a rate is hidden for itself. Several metrics may speak of the same rate. */
#include "audit.h"
#include "sheet.h"

static bool same(const struct cell *a, const struct cell *b, size_t column)
{
	return str_eq(a[column].text, b[column].text);
}

/* Rows of one metric and one column of groups, and the groups and outcomes in them. */
struct question {
	size_t *row, rows;
	const struct cell **group, **outcome;
	size_t groups, outcomes;
	size_t *at_group, *at_outcome; /* of each row */
};

static size_t place_of(const struct cell **known, size_t *n, const struct cell *row, size_t column)
{
	for (size_t i = 0; i < *n; i++)
		if (same(known[i], row, column))
			return i;
	known[*n] = row;
	return (*n)++;
}

static struct question question_of(const struct table *t, struct arena *keep,
                                   const struct audit_count *count, size_t first)
{
	struct question q = { ARENA_ARRAY(keep, size_t, t->rows),
		              0,
		              ARENA_ARRAY(keep, const struct cell *, t->rows),
		              ARENA_ARRAY(keep, const struct cell *, t->rows),
		              0,
		              0,
		              ARENA_ARRAY(keep, size_t, t->rows),
		              ARENA_ARRAY(keep, size_t, t->rows) };

	for (size_t i = first; i < t->rows; i++) {
		const struct cell *row = table_at(t, i, 0);

		if (!count[i].is_rate || !same(row, table_at(t, first, 0), AUDIT_METRIC) ||
		    !same(row, table_at(t, first, 0), AUDIT_GROUP_BY))
			continue;
		q.at_group[q.rows] = place_of(q.group, &q.groups, row, AUDIT_GROUP);
		q.at_outcome[q.rows] = place_of(q.outcome, &q.outcomes, row, AUDIT_OUTCOME);
		q.row[q.rows++] = i;
	}
	return q;
}

/* Groups by outcomes, and behind them who is in none of these; false: they overlap, and are no table. */
static bool fill(const struct question *q, const struct audit_count *count, uint64_t *cell)
{
	size_t across = q->outcomes + 1;

	for (size_t i = 0; i < q->rows; i++) {
		uint64_t *rest = &cell[q->at_group[i] * across + q->outcomes], all = 0;

		cell[q->at_group[i] * across + q->at_outcome[i]] = count[q->row[i]].hits;
		for (size_t k = 0; k < q->outcomes; k++)
			all += cell[q->at_group[i] * across + k];
		if (all > count[q->row[i]].n)
			return false;
		*rest = count[q->row[i]].n - all;
	}
	return true;
}

static void hide_table(const struct question *q, struct arena *keep, struct audit_count *count,
                       uint64_t least)
{
	size_t across = q->outcomes + 1, cells = q->groups * across;
	uint64_t *cell = ARENA_ARRAY(keep, uint64_t, cells + 1);
	enum protect *mark = ARENA_ARRAY(keep, enum protect, cells + 1);
	bool told = fill(q, count, cell) && sheet_table(mark, cell, q->groups, across, least);

	for (size_t i = 0; i < q->rows; i++)
		count[q->row[i]].hidden |=
			!told || mark[q->at_group[i] * across + q->at_outcome[i]] != PROTECT_SHOWN;
}

static bool is_few(uint64_t n, uint64_t least)
{
	return n && n < least;
}

static void hide_rates(const struct question *q, struct audit_count *count, uint64_t least)
{
	for (size_t i = 0; i < q->rows; i++) {
		struct audit_count *own = &count[q->row[i]];

		own->hidden |= is_few(own->hits, least) || is_few(own->n - own->hits, least);
	}
}

static bool is_first(const struct table *t, const struct audit_count *count, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (count[i].is_rate && same(table_at(t, i, 0), table_at(t, row, 0), AUDIT_METRIC) &&
		    same(table_at(t, i, 0), table_at(t, row, 0), AUDIT_GROUP_BY))
			return false;
	return count[row].is_rate;
}

/* Of the same customers another metric tells the same. */
static void hide_twins(const struct table *t, struct audit_count *count)
{
	for (size_t i = 0; i < t->rows; i++)
		for (size_t k = 0; k < t->rows; k++)
			count[k].hidden |= count[i].hidden &&
			                   same(table_at(t, i, 0), table_at(t, k, 0), AUDIT_GROUP_BY) &&
			                   same(table_at(t, i, 0), table_at(t, k, 0), AUDIT_GROUP) &&
			                   same(table_at(t, i, 0), table_at(t, k, 0), AUDIT_OUTCOME);
}

/* Groups that are small themselves, and a further one from which they could be worked out. */
static void hide_groups(const struct question *q, struct arena *keep, struct table *t,
                        struct audit_count *count, uint64_t least)
{
	uint64_t *n = ARENA_ARRAY(keep, uint64_t, q->groups + 1);
	enum protect *mark = ARENA_ARRAY(keep, enum protect, q->groups + 1);
	bool told;

	for (size_t i = 0; i < q->rows; i++)
		n[q->at_group[i]] = count[q->row[i]].n;
	told = protect_list(mark, n, q->groups, least);
	for (size_t i = 0; i < q->rows; i++) {
		enum protect own = mark[q->at_group[i]];

		if (told && own == PROTECT_SHOWN)
			continue;
		count[q->row[i]].hidden = true;
		t->cell[q->row[i] * AUDIT_COLUMNS + AUDIT_CUSTOMERS] = cell_protected(
			n[q->at_group[i]], own == PROTECT_FEW ? own : PROTECT_MANY, least);
	}
}

void audit_hide(struct table *t, struct report *r, struct audit_count *count)
{
	struct arena scratch = { 0 };

	for (size_t i = 0; i < t->rows; i++) {
		struct question q;

		count[i].hidden |= count[i].n < r->set.min_cell;
		if (!is_first(t, count, i))
			continue;
		q = question_of(t, &scratch, count, i);
		if (str_is(table_at(t, i, AUDIT_METRIC)->text, "membership_rate"))
			hide_table(&q, &scratch, count, r->set.min_cell);
		else
			hide_rates(&q, count, r->set.min_cell);
		hide_groups(&q, &scratch, t, count, r->set.min_cell);
	}
	hide_twins(t, count);
	for (size_t i = 0; i < t->rows; i++)
		for (size_t c = AUDIT_SHARE; count[i].hidden && c < AUDIT_COLUMNS; c++)
			if (c != AUDIT_REFERENCE && c != AUDIT_VERDICT)
				t->cell[i * AUDIT_COLUMNS + c] = (struct cell){ 0 };
	arena_release(&scratch);
}
