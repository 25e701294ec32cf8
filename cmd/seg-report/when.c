/* when - days, months and periods as people write them. */
#include "when.h"

#include "day.h"

static const char *const short_months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

const char *when_month(const struct report *r, int32_t day)
{
	int year, month, of_month;

	day_to_civil(day, &year, &month, &of_month);
	return arena_printf(r->keep, "%s %d", short_months[month - 1], year);
}

const char *when_kind(const struct report *r)
{
	return r->set.cohort ? r->set.cohort->name : "month";
}

const char *when_period(const struct report *r, int32_t start)
{
	int year, month, of_month;

	day_to_civil(start, &year, &month, &of_month);
	switch (*when_kind(r)) {
	case 'q':
		return arena_printf(r->keep, "Q%d %d", (month + 2) / 3, year);
	case 'w':
		return arena_printf(r->keep, "%d %s", of_month, when_month(r, start));
	default:
		return when_month(r, start);
	}
}
