/* months - customers, orders and revenue month by month: the sparklines of the overview. */
#include "sections.h"

#include "day.h"
#include "privacy.h"
#include "triangle.h"

enum { MONTH, CUSTOMERS, ORDERS, REVENUE, AVERAGE_ORDER, COLUMNS };

static const char *const columns[COLUMNS] = { "month", "customers", "orders", "revenue", "average_order" };

void months_measure(struct table *t, struct report *r, const struct sources *s)
{
	const struct period_kind *month = period_kind_find("month");
	const struct timeline *line = s->timeline;
	const struct triangle *told = triangle_of(r, s);
	const enum protect *mark = told ? told->month : NULL;

	table_init(t, r->keep, columns, COLUMNS);
	if (!mark)
		return;
	for (size_t i = 0; i < line->months; i++) {
		const struct timeline_sum *sum = &line->sum_of_all[i];
		struct cell *row = table_add(t);

		row[MONTH] = cell_day(r->keep, month->start(line->first + (int32_t)i));
		if (mark[i] != PROTECT_SHOWN) /* "few" or "many" would tell of cohorts, which are parts of it */
			continue;
		row[CUSTOMERS] = cell_count(sum->customers, 0);
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
