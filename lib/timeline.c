/* timeline - what purchases of orders says of periods, of those who began together, and of second orders. */
#include "timeline.h"

#include <stdlib.h>

struct timeline_sum timeline_days(const struct purchases *h, int32_t from, int32_t to)
{
	struct timeline_sum sum = { 0 };

	for (size_t c = 0; c < h->customers; c++) {
		bool active = false;

		for (size_t i = h->start[c]; i < h->start[c + 1]; i++) {
			const struct purchases_event *e = &h->event[i];
			int32_t day = purchases_day(e);

			if (day < from || day > to)
				continue;
			sum.amount += e->amount;
			sum.orders += !e->refund;
			active |= !e->refund;
		}
		sum.customers += active;
	}
	return sum;
}

bool timeline_whole(const struct purchases *h, const struct period_kind *kind, int32_t *first,
                    int32_t *last)
{
	*first = kind->of(h->first_day);
	*last = kind->of(h->last_day);
	*first += kind->start(*first) < h->first_day;
	*last -= kind->start(*last + 1) - 1 > h->last_day;
	return h->rows > h->later && *first <= *last;
}

/* The orders of one customer, period by period. */
static size_t put_activity(struct cohort_activity *out, const struct purchases *h, size_t c,
                           const struct period_kind *kind)
{
	size_t n = 0;

	for (size_t i = h->start[c]; i < h->start[c + 1]; i++) {
		const struct purchases_event *e = &h->event[i];
		int32_t period = kind->of(purchases_day(e));

		if (!n || out[n - 1].period != period)
			out[n++] = (struct cohort_activity){ .customer = (uint32_t)c, .period = period };
		out[n - 1].orders += !e->refund;
		out[n - 1].amount += e->amount;
	}
	return n;
}

struct cohort_activity *timeline_activity(const struct purchases *h, struct arena *keep,
                                          const struct period_kind *kind, size_t *n)
{
	struct cohort_activity *out =
		ARENA_ARRAY(keep, struct cohort_activity, h->start[h->customers] + 1);

	*n = 0;
	for (size_t c = 0; c < h->customers; c++)
		*n += put_activity(out + *n, h, c, kind);
	return out;
}

void timeline_groups(struct timeline *t, struct arena *keep, const struct purchases *h,
                     const struct period_kind *kind, const size_t *group_of, size_t groups)
{
	struct arena scratch = { 0 };
	struct cohort_activity *a;
	size_t n;
	int32_t last;

	*t = (struct timeline){ 0 };
	if (!timeline_whole(h, kind, &t->first, &last))
		return;
	t->periods = (size_t)(last - t->first) + 1;
	t->sum = ARENA_ARRAY(keep, struct timeline_sum, t->periods * groups);
	a = timeline_activity(h, &scratch, kind, &n);
	for (size_t i = 0; i < n; i++) {
		size_t group = group_of ? group_of[h->row[a[i].customer]] : 0;
		struct timeline_sum *sum;

		if (a[i].period < t->first || a[i].period > last)
			continue;
		sum = &t->sum[group * t->periods + (size_t)(a[i].period - t->first)];
		sum->customers += a[i].orders > 0;
		sum->orders += a[i].orders;
		sum->amount += a[i].amount;
	}
	arena_release(&scratch);
}

void timeline_periods(struct timeline *t, struct arena *keep, const struct purchases *h,
                      const struct period_kind *kind)
{
	timeline_groups(t, keep, h, kind, NULL, 1);
}

/* --- second orders --- */

static int ascending(const void *a, const void *b)
{
	__int128 x = *(const __int128 *)a, y = *(const __int128 *)b;

	return (x > y) - (x < y);
}

/* The first day, what it brought, and when the next order came; false when there is no order. */
static bool first_of(const struct purchases *h, size_t c, int32_t *day, __int128 *amount,
                     struct survival_subject *s)
{
	bool any = false;

	*s = (struct survival_subject){ 0 };
	*amount = 0;
	for (size_t i = h->start[c]; i < h->start[c + 1] && !s->event; i++) {
		const struct purchases_event *e = &h->event[i];
		int32_t on = purchases_day(e);

		if (e->refund)
			continue;
		if (!any)
			*day = on;
		any = true;
		if (on == *day)
			*amount += e->amount;
		else
			*s = (struct survival_subject){ .time = on - *day, .event = true };
	}
	if (any && !s->event)
		s->time = h->last_day - *day;
	return any;
}

/* Cuts sorted amounts into thirds; false when equal amounts leave a third with too few. */
static bool cut(struct timeline_second *out, const __int128 *sorted, size_t least)
{
	size_t from = 0;

	for (size_t g = 0; g < TIMELINE_GROUPS; g++) {
		size_t to = out->n * (g + 1) / TIMELINE_GROUPS;

		while (to > 0 && to < out->n && sorted[to] == sorted[to - 1])
			to++;
		if (to < from + least || to == from)
			return false;
		out->least[g] = sorted[from];
		out->most[g] = sorted[to - 1];
		from = to;
	}
	return true;
}

void timeline_second(struct timeline_second *out, struct arena *keep, const struct purchases *h,
                     int32_t from, size_t least)
{
	struct arena scratch = { 0 };
	__int128 *amount = ARENA_ARRAY(&scratch, __int128, h->customers + 1),
		 *sorted = ARENA_ARRAY(&scratch, __int128, h->customers + 1);

	*out = (struct timeline_second){
		.subject = ARENA_ARRAY(keep, struct survival_subject, h->customers + 1), .groups = 1
	};
	for (size_t c = 0; c < h->customers; c++) {
		int32_t day = 0;

		if (first_of(h, c, &day, &amount[out->n], &out->subject[out->n]) && day >= from)
			out->n++;
	}
	if (out->n) {
		memcpy(sorted, amount, out->n * sizeof(*sorted));
		qsort(sorted, out->n, sizeof(*sorted), ascending);
		if (cut(out, sorted, least))
			out->groups = TIMELINE_GROUPS;
	}
	for (size_t i = 0; i < out->n && out->groups > 1; i++)
		while (amount[i] > out->most[out->subject[i].group])
			out->subject[i].group++;
	arena_release(&scratch);
}
