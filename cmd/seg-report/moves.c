/* moves - from which segment to which, since a file of before. */
#include "moves.h"

#include "moved.h"
#include "names.h"
#include "sections.h"
#include "sheet.h"
#include "side.h"
#include "tsv.h"

static const char *const columns[MOVE_COLUMNS] = { "from", "to", "customers", "share", "all_from" };

static struct cell name_of(struct report *r, const struct str *names, size_t n, size_t k,
                           const char *beyond)
{
	struct buf scratch = { 0 };
	struct cell c = { .kind = CELL_LABEL, .text = str_of(k == n ? beyond : MOVE_NO_SEGMENT) };

	if (k < n && names[k].n)
		c = cell_text(
			arena_str(r->keep, tsv_text(names_of(r->set.names, names[k]), &scratch)).p);
	buf_release(&scratch);
	return c;
}

static uint64_t row_total(const struct moves *m, size_t from)
{
	uint64_t sum = 0;

	for (size_t to = 0; to <= m->tos; to++)
		sum += moves_at(m, from, to);
	return sum;
}

void moves_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct frame *previous = side_frame(s, SIDE_PREVIOUS);
	enum protect *mark;
	struct moves m;

	table_init(t, r->keep, columns, MOVE_COLUMNS);
	t->keys = 2;
	if (!previous)
		return;
	moves_take(&m, r->keep, previous,
	           (struct moves_columns){ input_column(previous->in, r->set.id),
	                                   input_column(previous->in, r->set.segment) },
	           s->customers,
	           (struct moves_columns){ input_column(s->customers->in, r->set.id),
	                                   input_column(s->customers->in, r->set.segment) });
	mark = ARENA_ARRAY(r->keep, enum protect, (m.froms + 1) * (m.tos + 1));
	if (!sheet_table(mark, m.count, m.froms + 1, m.tos + 1, r->set.min_cell))
		return; /* hiding cells is not enough */
	for (size_t from = 0; from <= m.froms; from++)
		for (size_t to = 0; to <= m.tos && row_total(&m, from); to++) {
			enum protect own = mark[from * (m.tos + 1) + to];
			struct cell *row = table_add(t);

			row[MOVE_FROM] = name_of(r, m.from, m.froms, from, MOVE_NOT_YET);
			row[MOVE_TO] = name_of(r, m.to, m.tos, to, MOVE_GONE);
			row[MOVE_CUSTOMERS] =
				cell_protected(moves_at(&m, from, to), own, r->set.min_cell);
			row[MOVE_BEFORE] = cell_count(row_total(&m, from), r->set.min_cell);
			if (own == PROTECT_SHOWN)
				row[MOVE_SHARE] = cell_number((double)moves_at(&m, from, to) /
				                                      (double)row_total(&m, from),
				                              UNIT_SHARE);
		}
}
