/* set_lifecycle - where a customer stands, by the customer's own rhythm. */
#include <math.h>

#include "gaps.h"
#include "sets.h"

#define WEIGHT 2.0  /* the typical customer's gap counts as so many of the customer's own */
#define AT_RISK 1.5 /* times the expected gap */
#define LAPSED 3.0
#define LOST 6.0

static const struct column columns[] = {
	{ "expected_gap_days",
	  "days", "(2 p + n o) / (2 + n): o the median of the customer's n gaps between order days, p that of the typical repeat customer",
	  "empty" },
	{ "overdue_ratio", "ratio", "quotient of recency_days and expected_gap_days", "empty" },
	{ "stage", "name", "by overdue_ratio: lost from 6, lapsed from 3, at_risk from 1.5; else new after one order day, reactivated when the last order ended a gap of 3 times what was expected before it, active",
	  "empty; prospect without orders" },
	{ "stage_since", "date", "first day of the stage", "empty" },
};

/* The gap that was to be expected after the first n gaps. */
static double expected(const struct gaps *g, size_t n, double typical)
{
	double own = n ? gaps_median(g, n) : 0;

	return (WEIGHT * typical + (double)n * own) / (WEIGHT + (double)n);
}

/* The day on which an active customer became so: came back from being at risk, or ordered a second time. */
static int32_t active_since(const struct gaps *g, double gap)
{
	for (size_t i = g->n; i > 1; i--)
		if (g->gap[i - 1] >= AT_RISK * gap)
			return g->day[i];
	return g->day[1];
}

static void put_stage(const struct gaps *g, double typical, int32_t as_of, struct value *out)
{
	int32_t last = g->day[g->n];
	double gap = expected(g, g->n, typical), overdue = (as_of - last) / gap;
	double times = overdue >= LOST      ? LOST
	               : overdue >= LAPSED  ? LAPSED
	               : overdue >= AT_RISK ? AT_RISK
	                                    : 0;
	const char *stage = times == LOST ? "lost" : times == LAPSED ? "lapsed" : "at_risk";
	int32_t since = last + (int32_t)ceil(times * gap);

	if (!times && !g->n) {
		stage = "new";
	} else if (!times && g->gap[g->n - 1] >= LAPSED * expected(g, g->n - 1, typical)) {
		stage = "reactivated";
	} else if (!times) {
		stage = "active";
		since = active_since(g, gap);
	}
	out[0] = value_real(gap);
	out[1] = value_real(overdue);
	out[2] = value_text(str_of(stage));
	out[3] = value_day(since);
}

static void compute(const struct customer *c, const struct facts *f, struct value *out)
{
	struct gaps g;

	if (!c->orders) {
		out[2] = value_text(str_of("prospect"));
		return;
	}
	if (!f->everyone || isnan(f->everyone->gap))
		return;
	gaps_make(&g, c);
	put_stage(&g, f->everyone->gap, f->as_of, out);
	gaps_release(&g);
}

const struct set set_lifecycle = {
	.name = "lifecycle",
	.help = "where a customer stands, by the customer's own rhythm",
	.standard = true,
	.ranks = true,
	SET_COLUMNS(columns),
	.compute = compute,
};
