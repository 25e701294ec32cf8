/* months - customers, orders and revenue month by month: the sparklines of the overview. */
#include "sections.h"

#include "day.h"
#include "privacy.h"

enum { MONTH, CUSTOMERS, ORDERS, REVENUE, AVERAGE_ORDER, COLUMNS };

static const char *const columns[COLUMNS] = { "month", "customers", "orders", "revenue", "average_order" };

/* All orders are told, so the orders of a month that is small could be what is missing: further months are hidden. False:
 * too few are left to hide among. */
static bool protect_months(struct report *r, const struct timeline *line, enum protect *mark)
{
	uint64_t *count = ARENA_ARRAY(r->keep, uint64_t, line->months + 1);

	for (size_t i = 0; i < line->months; i++)
		count[i] = line->sum_of_all[i].customers;
	return protect_list(mark, count, line->months, r->set.min_cell);
}

void months_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct period_kind *month = period_kind_find("month");
	const struct timeline *line = s->timeline;

	enum protect *mark = ARENA_ARRAY(r->keep, enum protect, (line ? line->months : 0) + 1);

	table_init(t, r->keep, columns, COLUMNS);
	if (!line || !protect_months(r, line, mark))
		return;
	for (size_t i = 0; i < line->months; i++) {
		const struct timeline_sum *sum = &line->sum_of_all[i];
		struct cell *row = table_add(t);

		row[MONTH] = cell_day(r->keep, month->start(line->first + (int32_t)i));
		row[CUSTOMERS] = cell_protected(sum->customers, mark[i], r->set.min_cell);
		if (mark[i] != PROTECT_SHOWN)
			continue;
		row[ORDERS] = cell_count(sum->orders, 0);
		if (!privacy_parts_told(r))
			continue;
		row[REVENUE] = cell_money((struct exact){ sum->amount });
		if (sum->orders)
			row[AVERAGE_ORDER] = cell_number(
				exact_double((struct exact){ sum->amount }) / (double)sum->orders,
				UNIT_MONEY);
	}
}
