/* set_engagement - what a customer did beside buying: visits, opens, clicks, tickets. */
#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "plan.h"

#define HALF_LIFE 30.0 /* days */

static const struct column columns[] = {
	{ "events", "count", "rows whose event is no purchase", "0" },
	{ "events_30d", "count", "those of the last 30 days, the as-of date among them", "0" },
	{ "event_kinds", "count", "different events among them", "0" },
	{ "top_event", "name", "the most frequent event; of equals the first in byte order", "empty" },
	{ "days_since_event", "days", "from the last event to the as-of date", "empty" },
	{ "engagement_score",
	  "score", "sum of 2^(-age / 30) over the events, age in days: one of today counts 1, one a month old half",
	  "0" },
};

static void needs(struct plan *p)
{
	p->at_event = plan_text(p, str_of(p->event), true);
	p->form.whole = true;
}

static int name_order(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* The most frequent of sorted names. */
static struct str mode(const struct str *name, size_t n, size_t *kinds)
{
	struct str top = { 0 };
	size_t most = 0;

	*kinds = 0;
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && str_eq(name[i], name[end]); end++)
			;
		if (end - i > most) {
			most = end - i;
			top = name[i];
		}
		++*kinds;
	}
	return top;
}

/* Ages are counted, youngest first, so that the sum is the same in any order of rows. */
static int age_order(const void *a, const void *b)
{
	return *(const int32_t *)a - *(const int32_t *)b;
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct str *name = memory_get(c->lines, sizeof(*name));
	int32_t *age = memory_get(c->lines, sizeof(*age));
	size_t n = 0, kinds, recent = 0;
	double score = 0;

	for (size_t i = 0; i < c->lines; i++)
		if (c->line[i].kind == LINE_EVENT) {
			name[n] = c->line[i].cell[f->plan->at_event];
			age[n++] = f->as_of - c->line[i].day;
		}
	qsort(name, n, sizeof(*name), name_order);
	qsort(age, n, sizeof(*age), age_order);
	for (size_t i = 0; i < n; i++) {
		recent += age[i] < 30;
		score += exp2(-age[i] / HALF_LIFE);
	}
	out[0] = value_whole((int64_t)n);
	out[1] = value_whole((int64_t)recent);
	out[3] = value_text(mode(name, n, &kinds));
	out[2] = value_whole((int64_t)kinds);
	if (n)
		out[4] = value_whole(age[0]);
	out[5] = value_real(score);
	free(name);
	free(age);
}

const struct set set_engagement = {
	.name = "engagement",
	.help = "what a customer did beside buying: visits, opens, clicks, tickets",
	SET_COLUMNS(columns),
	.compute = compute,
	.needs = needs,
};
