/* timeline - what orders say of months, of those who began together, and of second orders. */
#include "timeline.h"

#include <stdlib.h>

#include "amounts.h"

/* A customer's first day: what it brought, and when the next order came. */
struct start {
	__int128 amount;
	int32_t time;
	bool event;
};

/* A worker's own. */
struct hand {
	struct arena keep;
	bool ready;
	struct timeline_sum *sum; /* as in struct timeline */
	struct timeline_spans *spans;
	struct cohort_state cohorts;
	struct start *start;
	size_t starts, room;
	struct cohort_activity *activity; /* of one customer */
	size_t activity_room;
	struct exact_sum size; /* of all amounts, without their signs */
	bool overflow;
};

struct job {
	struct timeline *t;
	const struct timeline_options *o;
	int32_t *month, *period; /* of every day of the data */
	int32_t from;            /* customers who began before count for no second order */
	struct hand *hand;       /* those of workers that have ended */
	size_t hands;
};

static bool whole(const struct purchases *p, const struct period_kind *kind, int32_t *first, int32_t *last)
{
	*first = kind->of(p->first_day);
	*last = kind->of(p->last_day);
	*first += kind->start(*first) < p->first_day;
	*last -= kind->start(*last + 1) - 1 > p->last_day;
	return *first <= *last;
}

static void hand_init(struct hand *h, const struct job *job)
{
	const struct timeline *t = job->t;

	h->ready = true;
	h->sum = ARENA_ARRAY(&h->keep, struct timeline_sum, job->o->groups * t->months + 1);
	h->spans = ARENA_ARRAY(&h->keep, struct timeline_spans, job->o->groups + 1);
	cohort_init(&h->cohorts, &h->keep, t->cohorts.first, t->cohorts.to);
}

/* What an order comes to, seen to be in range. */
static __int128 amount_of(struct hand *h, const struct order *o)
{
	struct exact x = { 0 };

	h->overflow |= !exact_sum_result(&o->amount, &x);
	exact_sum_add(&h->size, (struct exact){ x.units < 0 ? ~x.units : x.units });
	return x.units;
}

static void add_month(struct hand *h, const struct job *job, size_t group, const struct order *o,
                      __int128 amount, int32_t *last)
{
	const struct timeline *t = job->t;
	int32_t month = job->month[o->day - t->first_day] - t->first;
	struct timeline_sum *sum;

	if (month < 0 || (size_t)month >= t->months)
		return;
	sum = &h->sum[group * t->months + (size_t)month];
	sum->amount = exact_wrap(sum->amount, amount);
	if (!last)
		return;
	sum->orders++;
	sum->customers += *last != month;
	*last = month;
}

/* Marks of the spans in which a customer has an order. */
enum { NOW = 1, BEFORE = 2 };

static void add_span(struct hand *h, const struct job *job, size_t group, const struct order *o,
                     __int128 amount, unsigned *seen)
{
	int32_t ago = job->t->last_day - o->day;
	struct timeline_spans *spans = &h->spans[group];
	struct timeline_sum *sum = ago < job->o->span ? &spans->now : &spans->before;

	if (!job->t->compared || ago >= 2 * job->o->span)
		return;
	sum->amount = exact_wrap(sum->amount, amount);
	if (!seen)
		return;
	sum->orders++;
	*seen |= ago < job->o->span ? NOW : BEFORE;
}

static void end_spans(struct timeline_spans *s, unsigned seen)
{
	s->now.customers += (seen & NOW) != 0;
	s->before.customers += (seen & BEFORE) != 0;
	s->both += seen == (NOW | BEFORE);
}

static void add_start(struct hand *h, const struct job *job, const struct customer *c)
{
	struct start s = { 0 };
	size_t i = 0;

	for (; i < c->orders && c->order[i].day == c->order[0].day; i++) {
		struct exact x = { 0 };

		exact_sum_result(&c->order[i].amount, &x);
		s.amount = exact_wrap(s.amount, x.units);
	}
	s.event = i < c->orders;
	s.time = (s.event ? c->order[i].day : job->t->last_day) - c->order[0].day;
	if (h->starts == h->room) {
		h->room = h->room ? 2 * h->room : 1024;
		h->start = memory_resize(h->start, h->room, sizeof(*h->start));
	}
	h->start[h->starts++] = s;
}

/* Everything that one customer did, in one go. */
static void add(void *arg, void *state, size_t row, const struct customer *c)
{
	const struct job *job = arg;
	struct hand *h = state;
	size_t group = job->o->group_of ? job->o->group_of[row] : 0, n = 0;
	int32_t last_month = -1;
	unsigned seen = 0;

	if (!h->ready)
		hand_init(h, job);
	if (h->activity_room < c->orders + c->refunds) {
		h->activity_room = 2 * (c->orders + c->refunds);
		h->activity = memory_resize(h->activity, h->activity_room, sizeof(*h->activity));
	}
	for (size_t i = 0; i < c->orders + c->refunds; i++) {
		const struct order *o = i < c->orders ? &c->order[i] : &c->refund[i - c->orders];
		bool sale = i < c->orders;
		int32_t period = job->period[o->day - job->t->first_day];
		__int128 amount = amount_of(h, o);

		add_month(h, job, group, o, amount, sale ? &last_month : NULL);
		add_span(h, job, group, o, amount, sale ? &seen : NULL);
		if (!n || !sale || h->activity[n - 1].period != period)
			h->activity[n++] = (struct cohort_activity){ .period = period };
		h->activity[n - 1].orders += sale;
		h->activity[n - 1].amount = exact_wrap(h->activity[n - 1].amount, amount);
	}
	end_spans(&h->spans[group], seen);
	cohort_add(&h->cohorts, h->activity, n);
	if (c->orders && c->order[0].day >= job->from)
		add_start(h, job, c);
}

static void merge(void *arg, void *state)
{
	struct job *job = arg;
	struct hand *h = state;

	free(h->activity);
	job->hand[job->hands++] = *h;
}

/* --- the result --- */

static void add_sum(struct timeline_sum *to, const struct timeline_sum *from)
{
	to->customers += from->customers;
	to->orders += from->orders;
	to->amount = exact_wrap(to->amount, from->amount);
}

static void add_spans(struct timeline_spans *to, const struct timeline_spans *from)
{
	add_sum(&to->now, &from->now);
	add_sum(&to->before, &from->before);
	to->both += from->both;
}

static void gather(struct timeline *t, const struct job *job, struct hand *h)
{
	for (size_t i = 0; h->ready && i < job->o->groups * t->months; i++) {
		add_sum(&t->sum[i], &h->sum[i]);
		add_sum(&t->sum_of_all[i % t->months], &h->sum[i]);
	}
	for (size_t g = 0; h->ready && g < job->o->groups; g++) {
		add_spans(&t->spans[g], &h->spans[g]);
		add_spans(&t->spans_of_all, &h->spans[g]);
	}
	if (h->ready)
		cohort_merge(&t->cohorts, &h->cohorts);
	arena_release(&h->keep);
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

static void second_of(struct timeline_second *out, struct arena *keep, const struct job *job)
{
	size_t room = 0, n = 0;
	__int128 *sorted;

	for (size_t w = 0; w < job->hands; w++)
		room += job->hand[w].starts;
	*out = (struct timeline_second){
		ARENA_ARRAY(keep, struct survival_subject, room + 1), room, 1, { 0 }, { 0 }
	};
	sorted = memory_get(room + 1, sizeof(*sorted));
	for (size_t w = 0; w < job->hands; w++)
		for (size_t i = 0; i < job->hand[w].starts; i++)
			sorted[n++] = job->hand[w].start[i].amount;
	amounts_sort(sorted, n);
	if (n && cut(out, sorted, job->o->least))
		out->groups = TIMELINE_GROUPS;
	free(sorted);
	n = 0;
	for (size_t w = 0; w < job->hands; w++)
		for (size_t i = 0; i < job->hand[w].starts; i++) {
			const struct start *s = &job->hand[w].start[i];
			uint32_t group = 0;

			while (out->groups > 1 && s->amount > out->most[group])
				group++;
			out->subject[n++] = (struct survival_subject){ s->time, group, s->event };
		}
}

/* The period of every day, so that the calendar is asked once for each. */
static int32_t *periods_of(const struct timeline *t, const struct period_kind *kind)
{
	size_t days = (size_t)(t->last_day - t->first_day) + 1;
	int32_t *of = memory_get(days, sizeof(*of));

	for (size_t i = 0; i < days; i++)
		of[i] = kind->of(t->first_day + (int32_t)i);
	return of;
}

static void plan(struct timeline *t, struct arena *keep, struct job *job, const struct purchases *p)
{
	const struct period_kind *month = period_kind_find("month"), *kind = job->o->cohort;
	int32_t last, first;

	t->first_day = p->first_day;
	t->last_day = p->last_day;
	t->compared = p->last_day - p->first_day + 1 >= 2 * job->o->span;
	if (whole(p, month, &t->first, &last))
		t->months = (size_t)(last - t->first) + 1;
	t->sum = ARENA_ARRAY(keep, struct timeline_sum, job->o->groups * t->months + 1);
	t->sum_of_all = ARENA_ARRAY(keep, struct timeline_sum, t->months + 1);
	t->spans = ARENA_ARRAY(keep, struct timeline_spans, job->o->groups + 1);
	if (whole(p, kind, &first, &last))
		cohort_init(&t->cohorts, keep, kind->of(p->first_day), last);
	else
		cohort_init(&t->cohorts, keep, 0, -1);
	job->month = periods_of(t, month);
	job->period = periods_of(t, kind);
	job->from = kind->start(kind->of(p->first_day) + 1);
	job->hand = memory_zero(job->o->threads, sizeof(*job->hand));
}

bool timeline_take(struct timeline *t, struct arena *keep, struct purchases *p,
                   const struct timeline_options *o)
{
	struct job job = { .t = t, .o = o };
	struct exact_sum size = { 0 };
	struct exact all;
	bool fine = true;

	*t = (struct timeline){ .any = p->counted > 0 };
	if (!t->any)
		return true;
	plan(t, keep, &job, p);
	purchases_each(p, &(struct purchases_fold){ .state_size = sizeof(struct hand),
	                                            .add = add,
	                                            .merge = merge,
	                                            .job = &job,
	                                            .threads = o->threads });
	second_of(&t->second, keep, &job);
	for (size_t w = 0; w < job.hands; w++) {
		fine &= !job.hand[w].overflow;
		exact_sum_merge(&size, &job.hand[w].size);
		gather(t, &job, &job.hand[w]);
		free(job.hand[w].start);
	}
	free(job.month);
	free(job.period);
	free(job.hand);
	return exact_sum_result(&size, &all) && fine;
}
