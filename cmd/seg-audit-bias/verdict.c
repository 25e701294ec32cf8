/* verdict - what the findings come to: fair, unfair or cannot tell, and whether a policy is kept. */
#include "verdict.h"

#include <math.h>
#include <stdlib.h>

#include "adjust.h"
#include "diag.h"
#include "power.h"

/* A ratio such as 24/100 over 30/100 is 0.8 to the reader, though not to the last bit. */
#define SLACK 1e-9
#define BREACHES_SAID 10
#define ROWS_SAID 1e9

#define FAIR "fair"
#define UNFAIR "unfair"
#define CANNOT_TELL "cannot tell"

/* What a verdict is given by. */
struct court {
	struct findings *f;
	const struct rules *r;
	size_t tests;
};

/* The level that a test of this row has to reach at worst, before the adjustment. */
static double level(const struct court *c, const struct finding *row)
{
	double times = c->r->adjust->adjust == adjust_none ? 1 : row->picked * (double)c->tests;

	return (1 - c->r->confidence) / fmax(1, times);
}

/* How many rows would do, if a number of them does. */
static void say_rows(const struct court *c, struct finding *row, double distance, double alpha)
{
	double n = power_rows(row->n, row->ratio, c->r->confidence, distance, alpha);

	if (row->too_small && !isnan(n))
		n = fmax(n, (double)c->r->min_n);
	if (n <= (double)row->n)
		return;
	if (n > ROWS_SAID)
		finding_because(c->f, row, "no number of rows would tell");
	else if (!isnan(n))
		finding_because(c->f, row, "about %.0f rows would tell", n);
}

static void judge_ratio(const struct court *c, struct finding *row, double bound)
{
	struct findings *f = c->f;
	double least = bound - SLACK, most = 1 / bound + SLACK, ratio = row->ratio.value;
	bool below = ratio<least, above = ratio> most;
	const char *where = below ? "below" : "above";
	double passed = below ? bound : 1 / bound;

	row->verdict = CANNOT_TELL;
	if (row->too_small)
		say_rows(c, row, fmax(-log(bound), fabs(log(ratio))), level(c, row));
	if (row->doubtful)
		return;
	if (row->ratio.low >= least && row->ratio.high <= most) {
		row->verdict = FAIR;
		finding_because(f, row, "the whole interval of the ratio is within %.3g to %.3g",
		                bound, 1 / bound);
	} else if (!below && !above) {
		finding_because(f, row, "the interval of the ratio reaches beyond %.3g to %.3g",
		                bound, 1 / bound);
		say_rows(c, row, fmin(log(ratio / bound), -log(ratio * bound)), 1 - c->r->confidence);
	} else if (row->p_adjusted <= 1 - c->r->confidence) {
		row->verdict = UNFAIR;
		finding_because(f, row, "the ratio is %s %.3g, and not by chance", where, passed);
	} else {
		finding_because(f, row, "the ratio is %s %.3g, but it may be chance", where, passed);
		say_rows(c, row, fabs(log(ratio)), level(c, row));
	}
}

static void judge_gap(struct findings *f, struct finding *row, double bound)
{
	row->verdict = CANNOT_TELL;
	if (row->doubtful || isnan(row->value.low))
		return;
	if (row->value.high <= bound + SLACK) {
		row->verdict = FAIR;
		finding_because(f, row, "the whole interval is at most %.3g", bound);
	} else if (row->value.value <= bound + SLACK) {
		finding_because(f, row, "the interval reaches beyond %.3g", bound);
	} else if (row->value.low > 0) {
		row->verdict = UNFAIR;
		finding_because(f, row, "above %.3g, and not by chance", bound);
	} else {
		finding_because(f, row, "above %.3g, but it may be chance", bound);
	}
}

/* Returns the number of tests. */
static size_t adjust_all(struct findings *f, const struct adjust *how)
{
	double *p = memory_get(f->n, sizeof(*p)), *adjusted = memory_get(f->n, sizeof(*adjusted));
	size_t tests = 0;

	for (size_t i = 0; i < f->n; i++) {
		p[i] = f->row[i].p * (how->adjust == adjust_none ? 1 : f->row[i].picked);
		tests += isnan(p[i]) ? 0 : 1;
	}
	how->adjust(adjusted, p, f->n);
	for (size_t i = 0; i < f->n; i++)
		f->row[i].p_adjusted = adjusted[i];
	free(p);
	free(adjusted);
	return tests;
}

size_t verdicts_find(struct findings *f, const struct rules *r)
{
	struct court court = { f, r, adjust_all(f, r->adjust) };

	for (size_t i = 0; i < f->n; i++) {
		struct finding *row = &f->row[i];
		const struct policy_line *line = policy_find(r->policy, row->metric);

		if (row->judged == FINDING_RATIO)
			judge_ratio(&court, row, line ? line->bound : VERDICT_BOUND);
		else if (row->judged == FINDING_GAP && line)
			judge_gap(f, row, line->bound);
	}
	return court.tests;
}

/* Whether the verdict goes against the line of the policy. */
static bool breaks(const struct finding *row, const struct policy_line *line)
{
	if (!*row->verdict)
		return false;
	return strcmp(row->verdict, UNFAIR) == 0 ||
	       (line->severity == POLICY_STRICT && strcmp(row->verdict, CANNOT_TELL) == 0);
}

static void say_breach(const struct finding *row, const struct policy_line *line)
{
	const char *severity = line->severity == POLICY_WARNING ? "warning" : "breach";

	if (row->group_by.n && (row->group.n || row->judged == FINDING_RATIO))
		warn("policy: %s: %s of %s = %s: %s: %s", severity, row->metric,
		     shown(row->group_by).text, quote(row->group).text, row->verdict, row->reason);
	else
		warn("policy: %s: %s of %s: %s: %s", severity, row->metric,
		     shown(row->group_by).text, row->verdict, row->reason);
}

size_t verdicts_breaches(const struct findings *f, const struct policy *p)
{
	size_t broken = 0, failures = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct policy_line *line = policy_find(p, f->row[i].metric);

		if (!line || !breaks(&f->row[i], line))
			continue;
		failures += line->severity != POLICY_WARNING;
		if (++broken <= BREACHES_SAID)
			say_breach(&f->row[i], line);
	}
	if (broken > BREACHES_SAID)
		warn("policy: and %zu more", broken - BREACHES_SAID);
	return failures;
}
