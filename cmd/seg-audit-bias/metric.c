/* metric - what is measured: a table of names, formulas and functions. */
#include "metric.h"

#include <stdlib.h>

#include "bootstrap.h"
#include "calibrated.h"
#include "conditional.h"
#include "diag.h"
#include "proxies.h"
#include "rates.h"
#include "represented.h"
#include "slices.h"
#include "values.h"

/* A new family of metrics is a file with its table, and a line here. */
static const struct metrics *const families[] = {
	&rates_metrics,       &slices_metrics,      &values_metrics,  &calibrated_metrics,
	&conditional_metrics, &represented_metrics, &proxies_metrics,
};
static const size_t family_count = sizeof(families) / sizeof(*families);

const char *metric_of(enum axis_kind kind)
{
	static const char *const word[AXIS_KINDS] = { "outcome", "segment", "label",   "score",
		                                      "value",   "strata",  "proxies", "population",
		                                      "group",   "actual",  "actual" };

	return word[kind];
}

static int by_name(const void *a, const void *b)
{
	const struct metric *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

const struct metric *const *metrics_listed(struct arena *a, size_t *n)
{
	const struct metric **all;

	*n = 0;
	for (size_t f = 0; f < family_count; f++)
		*n += families[f]->n;
	all = ARENA_ARRAY(a, const struct metric *, *n);
	*n = 0;
	for (size_t f = 0; f < family_count; f++)
		for (size_t i = 0; i < families[f]->n; i++)
			all[(*n)++] = &families[f]->row[i];
	qsort(all, *n, sizeof(*all), by_name);
	return all;
}

static bool has(const struct metric *m, enum axis_kind kind)
{
	return m->of[0] == kind || (m->ofs > 1 && m->of[1] == kind);
}

void metric_find(struct findings *out, const struct metric *m, const struct crosstab *x,
                 const struct rules *r)
{
	struct arena scratch = { 0 };
	struct crosstab share;

	if (m->share.total) {
		share = crosstab_share(&scratch, x, m->share.hits, m->share.total);
		share.low_is_best = m->share.low_is_best;
	}
	m->find(out, m, m->share.total ? &share : x, r);
	arena_release(&scratch);
}

void metrics_find(struct findings *out, const struct crosstab *x, const struct rules *r, size_t table)
{
	struct arena scratch = { 0 };
	size_t n;
	const struct metric *const *m = metrics_listed(&scratch, &n);

	for (size_t i = 0; i < n; i++) {
		size_t first = out->n;

		if (!has(m[i], x->axis->kind) || (m[i]->of_counts && x->weight))
			continue;
		metric_find(out, m[i], x, r);
		if (r->bootstrap)
			bootstrap_intervals(out, first, m[i], x, r, table);
	}
	arena_release(&scratch);
}

static const struct metric *find_metric(const struct metric *const *m, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, m[i]->name))
			return m[i];
	return NULL;
}

void metrics_check_policy(const struct policy *p, const bool *asked_for)
{
	struct arena scratch = { 0 };
	size_t n;
	const struct metric *const *all = metrics_listed(&scratch, &n);

	for (size_t i = 0; i < p->n; i++) {
		const struct metric *m = find_metric(all, n, p->line[i].metric);
		struct place at = { p->file, p->line[i].line, "metric" };

		if (!m)
			die_at(at, "no metric %s: see --list", quote(p->line[i].metric).text);
		if (m->judged == FINDING_NEVER)
			die_at(at, "%s has no verdict: see --list", quote(p->line[i].metric).text);
		if (p->line[i].bound > 1 && m->of[0] != AXIS_OFF) {
			at.column = "bound";
			die_at(at, "not a number above 0 and at most 1: %s",
			       quote(p->line[i].written).text);
		}
		if (!asked_for[m->of[0]])
			die(STATUS_USAGE, "%s: %s needs --%s", shown(str_of(p->file)).text, m->name,
			    metric_of(m->of[0]));
	}
	arena_release(&scratch);
}
