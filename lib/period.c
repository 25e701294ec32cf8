/* period - weeks, months and quarters as numbers that count on. */
#include "period.h"

#include <string.h>

#include "day.h"

static int32_t floor_divide(int32_t a, int32_t b)
{
	return a / b - (a % b < 0);
}

static int32_t month_of(int32_t day)
{
	int year, month, of_month;

	day_to_civil(day, &year, &month, &of_month);
	return year * 12 + month - 1;
}

static int32_t month_start(int32_t period)
{
	int32_t day = 0;

	day_from_civil(period / 12, period % 12 + 1, 1, &day);
	return day;
}

static int32_t quarter_of(int32_t day)
{
	return month_of(day) / 3;
}

static int32_t quarter_start(int32_t period)
{
	return month_start(period * 3);
}

/* Day 0, 1970-01-01, was a Thursday. */
static int32_t week_of(int32_t day)
{
	return floor_divide(day + 3, 7);
}

static int32_t week_start(int32_t period)
{
	return period * 7 - 3;
}

const struct period_kind period_kinds[] = {
	{ "month", "calendar months", month_of, month_start },
	{ "quarter", "calendar quarters", quarter_of, quarter_start },
	{ "week", "weeks from Monday to Sunday", week_of, week_start },
};
const size_t period_kind_count = sizeof(period_kinds) / sizeof(*period_kinds);

const struct period_kind *period_kind_find(const char *name)
{
	for (size_t i = 0; i < period_kind_count; i++)
		if (strcmp(name, period_kinds[i].name) == 0)
			return &period_kinds[i];
	return NULL;
}
