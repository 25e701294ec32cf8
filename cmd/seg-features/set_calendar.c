/* set_calendar - on which days and at what time a customer orders. */
#include "day.h"
#include "plan.h"

enum { WEEKEND, MORNING, AFTERNOON, EVENING, NIGHT, TOP_WEEKDAY, TOP_MONTH };

static const struct column columns[] = {
	{ "weekend_share", "share", "orders on Saturday or Sunday divided by orders", "empty" },
	{ "morning_share", "share",
	  "orders from 6 to before 12 o'clock divided by orders with a time of day", "empty" },
	{ "afternoon_share", "share", "the same from 12 to before 18 o'clock", "empty" },
	{ "evening_share", "share", "the same from 18 to before 24 o'clock", "empty" },
	{ "night_share", "share", "the same from 0 to before 6 o'clock", "empty" },
	{ "top_weekday", "1 to 7", "weekday with most orders, Monday is 1; of equals the first", "empty" },
	{ "top_month", "1 to 12", "month of the year with most orders; of equals the first", "empty" },
};

static void needs(struct plan *p)
{
	p->form.seconds = true;
}

static int64_t most(const size_t *count, int64_t n)
{
	int64_t top = 0;

	for (int64_t i = 1; i < n; i++)
		if (count[i] > count[top])
			top = i;
	return top + 1;
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	size_t weekday[7] = { 0 }, month[12] = { 0 }, quarter[4] = { 0 }, timed = 0;
	static const int place[4] = { NIGHT, MORNING, AFTERNOON, EVENING };

	(void)f;
	for (size_t i = 0; i < c->orders; i++) {
		int32_t day = c->order[i].day, second = c->order[i].second;
		int y, m, d;

		day_to_civil(day, &y, &m, &d);
		month[m - 1]++;
		weekday[((day + 3) % 7 + 7) % 7]++; /* day 0 was a Thursday */
		if (second >= 0) {
			quarter[second / 21600 < 4 ? second / 21600 : 3]++;
			timed++;
		}
	}
	if (!c->orders)
		return;
	out[WEEKEND] = value_real((double)(weekday[5] + weekday[6]) / (double)c->orders);
	for (size_t k = 0; timed && k < 4; k++)
		out[place[k]] = value_real((double)quarter[k] / (double)timed);
	out[TOP_WEEKDAY] = value_whole(most(weekday, 7));
	out[TOP_MONTH] = value_whole(most(month, 12));
}

const struct set set_calendar = {
	.name = "calendar",
	.help = "on which days and at what time a customer orders",
	SET_COLUMNS(columns),
	.compute = compute,
	.needs = needs,
};
