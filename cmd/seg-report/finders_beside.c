/* finders_beside - what stands out in the files beside the customers: moves, the audit, the forecast. */
#include <math.h>

#include "audit.h"
#include "findings.h"
#include "forecast.h"
#include "moved.h"

static const struct finding nothing = { 0 };

/* A segment that grew or shrank: by how much of what it was. At stake is what it brings. */
struct finding find_moved(struct report *r, const struct drawn *d)
{
	struct moved m = moved_most(r, d);
	const struct cell *share = m.of ? &m.of->cell[SEGMENT_VALUE_SHARE] : NULL;

	if (!share || share->kind != CELL_NUMBER)
		return nothing;
	return (struct finding){ "moves", share->number, fabs((double)m.now / (double)m.before - 1),
		                 arena_printf(r->keep, "%s.", moved_words(r, &m)),
		                 arena_printf(r->keep, "It brings %s of revenue. Before and now are different seasons, so part of that may be the calendar.",
		                              report_say(r, share)) };
}

/* A group that is treated unfairly: how far its interval is from alike. At stake is the group. */
struct finding find_unfair(struct report *r, const struct drawn *d)
{
	const struct table *audit = report_table(r, "audit");
	const struct cell *row, *all = report_measured(r, "overview", "customers");
	const char *words = audit_unfair(r, &row);
	double far;

	(void)d;
	if (!words || !audit->rows || row[AUDIT_LOWER].kind != CELL_NUMBER ||
	    all->kind != CELL_COUNT || !(row[AUDIT_LOWER].number > 0))
		return nothing;
	far = row[AUDIT_RATIO].number < 1 ? 1 - row[AUDIT_UPPER].number : 1 - 1 / row[AUDIT_LOWER].number;
	return (struct finding){
		"audit", cell_value(&row[AUDIT_CUSTOMERS]) / (double)all->count, far,
		arena_printf(r->keep, "%s.", words),
		arena_printf(r->keep, "The ratio is %s, with %g%% confidence between %s and %s; from 0.8 to 1.25 would be fair.",
		             report_say(r, &row[AUDIT_RATIO]), 100 * r->set.confidence,
		             report_say(r, &row[AUDIT_LOWER]), report_say(r, &row[AUDIT_UPPER]))
	};
}

/* A forecast that sorts: how far the lower end of its AUC is from chance. At stake are those who are not foretold by
 * everybody being alike. */
static struct finding sorted(struct report *r, const struct cell *auc)
{
	const struct cell *gain = forecast_metric(r, "gain_10"), *rate = forecast_metric(r, "rate");

	if (auc[FORECAST_LOWER].kind != CELL_NUMBER || !gain || !rate)
		return nothing;
	return (struct finding){
		"forecast", fmin(rate[FORECAST_VALUE].number, 1 - rate[FORECAST_VALUE].number),
		2 * auc[FORECAST_LOWER].number - 1,
		arena_printf(r->keep, "The forecast sorts customers %s.",
		             forecast_sorts(auc[FORECAST_VALUE].number)),
		arena_printf(r->keep, "The tenth with the highest chances holds %s of those who did; by chance it is 10%%.",
		             report_say(r, &gain[FORECAST_VALUE]))
	};
}

/* What is still to come beside what came: the lower end of its interval. */
struct finding find_foretold(struct report *r, const struct drawn *d)
{
	const struct cell *auc = forecast_metric(r, "auc"), *value = forecast_metric(r, "value"),
			  *orders = forecast_metric(r, "orders"),
			  *revenue = report_measured(r, "overview", "revenue");
	double came = cell_value(revenue);

	(void)d;
	if (auc)
		return sorted(r, auc);
	if (!value || !orders || !(came > 0) || value[FORECAST_LOWER].kind != CELL_NUMBER)
		return nothing;
	return (struct finding){
		"forecast", value[FORECAST_VALUE].number / came, value[FORECAST_LOWER].number / came,
		arena_printf(r->keep, "%s more orders are to be expected.",
		             report_say(r, &orders[FORECAST_VALUE])),
		arena_printf(r->keep, "They would bring %s, with %g%% confidence %s to %s, beside %s so far.",
		             report_say(r, &value[FORECAST_VALUE]), 100 * r->set.confidence,
		             report_say(r, &value[FORECAST_LOWER]),
		             report_say(r, &value[FORECAST_UPPER]), report_say(r, revenue))
	};
}
