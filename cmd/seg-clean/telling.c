/* telling - what was done, for --stats and for people. */
#include "telling.h"

#include "diag.h"

/* A count that each step has: its name in --stats, and what to say of all of them together. */
struct counted {
	const char *stat;
	uint64_t (*of)(const struct step_tally *t);
	const char *say;
};

static uint64_t found(const struct step_tally *t)
{
	return t->found;
}

static uint64_t warned(const struct step_tally *t)
{
	return t->warned;
}

static uint64_t mended(const struct step_tally *t)
{
	return t->mended;
}

static const struct counted counts[] = {
	{ "rejected_by", found, "findings reject rows" },
	{ "warned_by", warned, "findings of rules that only warn" },
	{ "mended_by", mended, "cells were filled, or are beyond their limits" },
};

static void tell_steps(struct tool *tool, struct arena *keep, const struct plan *p,
                       const struct step_tally *tally, const struct counted *c, bool aloud)
{
	unsigned long long all = 0;
	struct buf which = { 0 };

	for (size_t i = 0; i < p->steps; i++) {
		const struct step *s = &p->step[i];
		struct quoted column =
			shown(s->column == SIZE_MAX ? str_of("*") : p->column[s->column].name);
		unsigned long long n = c->of(&tally[i]);

		if (!n)
			continue;
		buf_printf(&which, "%s%s %s %llu", all ? ", " : ": ", column.text, s->kind->name, n);
		all += n;
		tool_stat(tool, arena_printf(keep, "%s_%s_%s", c->stat, column.text, s->kind->name), n);
	}
	if (all && aloud)
		note("%llu %s%.*s", all, c->say, STR_ARG(buf_view(&which)));
	buf_release(&which);
}

/* Amounts of several currencies would be added up as if they were one. */
static void tell_currencies(const struct plan *p, size_t step, const struct currencies *c)
{
	struct buf names = { 0 };

	if (c->n < 2)
		return;
	for (size_t i = 0; i < c->n; i++)
		buf_printf(&names, "%s%s", i ? " " : "", c->name[i]);
	note("%s: amounts in several currencies (%.*s): nothing is converted, so split the file "
	     "before amounts are added up",
	     shown(p->column[p->step[step].column].name).text, STR_ARG(buf_view(&names)));
	buf_release(&names);
}

void tell(struct tool *tool, struct arena *keep, const struct passes *job)
{
	const struct plan *p = &job->rows.plan;
	const struct rows_tally *all = job->all;
	unsigned long long in = all->in, rejected = all->rejected, warnings = 0;
	unsigned long long merged = job->rows.survivors->merged, kept = all->kept - merged;

	for (size_t i = 0; i < p->steps; i++)
		warnings += all->step[i].warned;
	tool_stat(tool, "rows_in", in);
	tool_stat(tool, "rows_out", kept);
	tool_stat(tool, "rows_rejected", rejected);
	if (job->rows.survivors->asked)
		tool_stat(tool, "rows_merged", merged);
	tool_stat(tool, "warnings", warnings);
	if (all->records)
		tool_stat(tool, "rejected_as_records", all->records);
	tool_conserve(in, kept + rejected + merged);
	note("%llu rows in, %llu out, %llu rejected%s", in, kept, rejected,
	     rejected && !job->rejects ? " (--rejects=FILE keeps them with the reasons)" : "");
	if (all->records && !job->rejects)
		note("%llu records are no rows: of another width, after the end, or with a stray "
		     "quote or byte",
		     (unsigned long long)all->records);
	if (merged)
		note("%llu rows had the key of another that was kept%s", merged,
		     job->rows.survivors->dupes ? "" : " (--dupes=FILE keeps them)");
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		tell_steps(tool, keep, p, all->step, &counts[i], counts[i].of != found || !job->rejects);
	for (size_t i = 0; i < p->steps; i++) {
		tell_currencies(p, i, &all->step[i].currencies.signs);
		tell_currencies(p, i, &all->step[i].currencies.codes);
	}
}
