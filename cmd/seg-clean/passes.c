/* passes - all rows through the rules: once, or again where something is decided from whole columns first. */
#include "passes.h"

#include <stdlib.h>

#include "diag.h"
#include "repairs.h"

static void block_done(void *arg, struct block *b)
{
	struct passes *job = arg;
	const struct rows_tally *tally = b->tally;

	if (job->looking) {
		feed_check(job->feed, b);
		return;
	}
	rows_tally_add(job->seen, tally, &job->rows.plan);
	if (tally->undecided && !job->holding) {
		detail("rows from line %zu on wait in a temporary file until all dates and numbers "
		       "are seen "
		       "(--dates and --decimal spare that)",
		       b->line);
		job->holding = true;
	}
	if (job->holding) {
		spool_put(&job->spool, b);
		feed_check(job->feed, b);
		return;
	}
	rows_tally_add(job->all, tally, &job->rows.plan);
	survivors_take(job->rows.survivors, job->out, b);
	if (job->rejects)
		out_take(job->rejects, &b->side);
	feed_check(job->feed, b);
}

static void pass(struct passes *job, bool (*fill)(void *from, struct block *b), void *from)
{
	blocks_run(&(struct blocks){ .threads = job->rows.plan.ordered ? 1 : job->threads,
	                             .tally_size = rows_tally_size(&job->rows.plan),
	                             .state_size = sizeof(struct hands),
	                             .fill = fill,
	                             .from = from,
	                             .work = rows_clean,
	                             .done = block_done,
	                             .merge = rows_release,
	                             .job = job });
}

/* Whether how some column is read may have to be decided from its values. */
static bool may_wait(const struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].type && !p->step[i].reading.refuse &&
		    ((p->step[i].type->dates && p->step[i].reading.dates == DATES_UNKNOWN) ||
		     (p->step[i].type->amounts && !p->step[i].reading.decimal)))
			return true;
	return false;
}

static bool samples(const struct plan *p)
{
	for (size_t i = 0; i < p->steps; i++)
		if (p->step[i].kind->samples)
			return true;
	return false;
}

static void forget_samples(struct passes *job)
{
	for (size_t i = 0; job->rows.sample && i < job->rows.plan.steps; i++)
		sample_release(&job->rows.sample[i]);
}

/* The rows that wait, from the first on. */
static void again(struct passes *job)
{
	plan_forget(&job->rows.plan);
	survivors_forget(job->rows.survivors);
	forget_samples(job);
	spool_rewind(&job->spool);
	pass(job, spool_fill, &job->spool);
}

static void decide(struct passes *job, bool repairs)
{
	bool changed = evidence_decide(&job->rows.plan, job->seen->step);

	if (!repairs)
		return;
	if (changed) { /* what was read in the wrong way is not what is usual */
		job->looking = true;
		again(job);
		job->looking = false;
	}
	repairs_settle(&job->rows.plan, job->rows.sample);
}

void passes_run(struct passes *job)
{
	struct plan *plan = &job->rows.plan;
	bool repairs = repairs_wait(plan), tables = samples(plan);

	job->all = memory_zero(1, rows_tally_size(plan));
	job->seen = memory_zero(1, rows_tally_size(plan));
	if (repairs || tables)
		job->rows.sample = memory_zero(plan->steps, sizeof(*job->rows.sample));
	/* What remembers rows may see none of them twice: then all wait from the first on. */
	job->holding = repairs || ((plan->ordered || tables) && may_wait(plan));
	if (repairs)
		detail("all rows wait in a temporary file until what is usual is known (--recipe "
		       "spares that)");
	pass(job, feed_fill, job->feed);
	if (job->holding) {
		decide(job, repairs);
		job->holding = false;
		again(job);
	}
	spool_close(&job->spool);
	survivors_write(job->rows.survivors, job->out);
	free(job->seen);
}

void passes_release(struct passes *job)
{
	forget_samples(job);
	free(job->rows.sample);
	free(job->all);
}
