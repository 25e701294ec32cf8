/* passes - all rows through the rules: once, or twice where something is decided from whole columns first. */
#include "passes.h"

#include <stdlib.h>

#include "diag.h"

static void block_done(void *arg, struct block *b)
{
	struct passes *job = arg;
	const struct rows_tally *tally = b->tally;

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

void passes_run(struct passes *job)
{
	struct plan *plan = &job->rows.plan;

	job->all = memory_get(1, rows_tally_size(plan));
	job->seen = memory_get(1, rows_tally_size(plan));
	memset(job->all, 0, rows_tally_size(plan));
	memset(job->seen, 0, rows_tally_size(plan));
	/* Rules that look over rows remember them, so none may pass twice: all wait from the first on. */
	job->holding = plan->ordered && may_wait(plan);
	pass(job, feed_fill, job->feed);
	if (job->holding) {
		evidence_decide(plan, job->seen->step);
		plan_forget(plan);
		survivors_forget(job->rows.survivors);
		job->holding = false;
		spool_rewind(&job->spool);
		pass(job, spool_fill, &job->spool);
	}
	spool_close(&job->spool);
	survivors_write(job->rows.survivors, job->out);
	free(job->seen);
}
