/* sets - the features there are, in sets. */
#include "sets.h"

const struct set *const sets[] = { &set_rfm,      &set_value,   &set_tenure,  &set_lifecycle,
	                           &set_btyd,     &set_rhythm,  &set_windows, &set_mix,
	                           &set_calendar, &set_trend,   &set_returns, &set_engagement,
	                           &set_totals,   &set_account, NULL };

const struct set *set_find(struct str name)
{
	for (size_t i = 0; sets[i]; i++)
		if (str_is(name, sets[i]->name))
			return sets[i];
	return NULL;
}

/* A month is the twelfth of a Gregorian year of 365.2425 days. */
static const struct period periods[] = { { "D", NULL, 1 }, { "W", "week", 7 }, { "M", "month", 30.436875 } };

const struct period *period_named(const char *name)
{
	for (size_t i = 0; i < sizeof(periods) / sizeof(*periods); i++)
		if (str_is(str_of(name), periods[i].name))
			return &periods[i];
	return NULL;
}
