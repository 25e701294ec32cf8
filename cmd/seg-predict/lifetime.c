/* lifetime - trains and applies models of orders to come and of what they are worth. */
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "gathering.h"
#include "mending.h"

#define DEPENDENT 0.2 /* correlation of orders and spend from which on the model is doubtful */
#define SPREAD 1.5    /* q below which the mean order has hardly a mean */

struct job {
	struct lives lives;        /* first: the workers' totals are merged into it */
	const struct frame *frame; /* training: all rows, */
	struct customer *customer; /* read */
	uint64_t rows;
};

static void apply_block(void *arg, struct block *b, void *state)
{
	struct job *job = arg;
	uint64_t *unknown = b->tally;
	size_t rows = input_rows(&job->lives.predict->in, b);
	struct customer c[LIVES_SOME];

	for (size_t r = 0; r < rows; r += LIVES_SOME) {
		size_t some = rows - r < LIVES_SOME ? rows - r : LIVES_SOME;

		for (size_t i = 0; i < some; i++) {
			struct row row = tsv_row(&b->index, &b->in, r + i);

			if (!lives_read(&job->lives, &row, r + i, &c[i], &b->fault))
				return;
			*unknown += !c[i].known;
		}
		lives_answer(&job->lives, c, some);
		for (size_t i = 0; i < some; i++) {
			struct row row = tsv_row(&b->index, &b->in, r + i);

			lives_put(&job->lives, b, state, &row, &c[i]);
		}
	}
}

static void take_block(void *arg, struct block *b)
{
	struct job *job = arg;

	input_done(&job->lives.predict->in, b);
	job->lives.unknown += *(const uint64_t *)b->tally;
	job->rows += b->index.rows;
	out_take(job->lives.predict->out, &b->out);
}

static void write_part(void *arg, struct block *b, void *state)
{
	struct job *job = arg;
	struct frame_part room = { .bytes = b->in, .index = b->index };
	const struct frame_part *part = parts_again(job->frame, b->number, &room);

	lives_answer(&job->lives, job->customer + part->first, part->index.rows);
	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);

		lives_put(&job->lives, b, state, &row, &job->customer[part->first + r]);
	}
	b->in = room.bytes;
	b->index = room.index;
}

static void take_part(void *arg, struct block *b)
{
	struct job *job = arg;

	out_take(job->lives.predict->out, &b->out);
}

void lifetime_apply(struct predict *p)
{
	struct job job = { .lives.predict = p };

	lifetime_take(&job.lives.model, &p->model);
	if (p->metrics && !job.lives.model.has_orders)
		die_usage("--write-metrics: a model of spend alone has no totals to come");
	tool_input(p->tool, &p->in);
	mending_read(p);
	lives_columns(&job.lives);
	lives_start(&job.lives);
	blocks_run(&(struct blocks){ .threads = p->tool->threads,
	                             .tally_size = sizeof(uint64_t),
	                             .state_size = sizeof(struct future_totals),
	                             .fill = input_fill,
	                             .from = &p->in,
	                             .work = apply_block,
	                             .done = take_block,
	                             .merge = lives_merge,
	                             .job = &job });
	lives_end(&job.lives, job.rows);
}

static _Noreturn void cannot(const char *what, const char *why)
{
	die(STATUS_INPUT, "%s cannot be fitted: %s", what, why);
}

static const char *at_edge(const char *const *name, const double *p, size_t n, struct arena *keep)
{
	struct buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%s = %.3g", i ? ", " : "", name[i], p[i]);
	text = arena_printf(
		keep,
		"a parameter runs off to 0 or without bound (%.*s): these customers are too "
		"few or too alike for this model; use another kind or more customers",
		STR_ARG(buf_view(&b)));
	buf_release(&b);
	return text;
}

static void fit_orders(struct job *job, struct crew *crew, const struct btyd_kind *kind)
{
	struct history *h = memory_large(job->frame->rows, sizeof(*h));
	struct btyd *o = &job->lives.model.orders;
	struct arena keep = { 0 };
	struct histories histories;
	size_t n = 0;
	enum btyd_status status;

	for (size_t i = 0; i < job->frame->rows; i++)
		if (job->customer[i].known)
			h[n++] = job->customer[i].h;
	histories_make(&histories, &keep, h, n);
	free(h);
	status = btyd_fit(o, kind, &histories, (struct tiles_each){ crew_each, crew });
	arena_release(&keep);
	if (status == BTYD_NO_REPEAT)
		cannot(kind->name,
		       arena_printf(&job->lives.predict->keep,
		                    "%llu of %zu customers ordered again; at least %d must",
		                    (unsigned long long)o->repeat, n, BTYD_FEWEST));
	if (status == BTYD_ONLY_REPEAT)
		cannot(kind->name, "nobody has been silent for any time since the last order");
	if (status == BTYD_NO_END)
		cannot(kind->name, "the search for the likeliest parameters did not converge");
	if (status == BTYD_AT_EDGE)
		cannot(kind->name,
		       at_edge(kind->parameter, o->p, BTYD_PARAMETERS, &job->lives.predict->keep));
	detail("%s: converged after %llu evaluations from %llu starts, slope %.1e", kind->name,
	       (unsigned long long)o->evaluations, (unsigned long long)o->starts, o->gradient);
}

static void fit_spend(struct job *job, struct crew *crew)
{
	struct spend_mean *mean = memory_get(job->frame->rows, sizeof(*mean));
	struct spend *s = &job->lives.model.spend;
	enum spend_status status;
	size_t n = 0;

	for (size_t i = 0; i < job->frame->rows; i++)
		if (job->customer[i].known && !isnan(job->customer[i].mean))
			mean[n++] = (struct spend_mean){ job->customer[i].h.x, job->customer[i].mean };
	status = spend_fit(s, mean, n, (struct tiles_each){ crew_each, crew });
	free(mean);
	if (status == SPEND_FEW)
		cannot("spend",
		       arena_printf(&job->lives.predict->keep,
		                    "%zu customers have a mean order above 0; at least %d must", n,
		                    SPEND_FEWEST));
	if (status == SPEND_ALIKE)
		cannot("spend", "the mean order is the same for all");
	if (status == SPEND_NO_END)
		cannot("spend", "the search for the likeliest parameters did not converge");
	if (status == SPEND_AT_EDGE)
		cannot("spend",
		       at_edge(spend_parameter, s->p, SPEND_PARAMETERS, &job->lives.predict->keep));
	if (s->p[1] < SPREAD)
		warn("spend: q = %.3g is near 1: a few customers make most of the value, and their "
		     "expected "
		     "value is very uncertain",
		     s->p[1]);
	if (fabs(s->correlation) > DEPENDENT)
		warn("spend: the mean order goes with the number of orders (correlation %.2f); the "
		     "model takes "
		     "them as independent",
		     s->correlation);
}

void lifetime_train(struct predict *p)
{
	struct job job = { .lives.predict = p };
	struct lifetime *l = &job.lives.model;
	struct crew *crew = crew_open(p->tool->threads);
	const struct btyd_kind *kind = btyd_kind_find(str_of(p->kind));
	struct frame frame;

	l->kind = p->kind;
	l->has_orders = strcmp(p->kind, "spend") != 0;
	l->has_spend = !kind;
	tool_input(p->tool, &p->in);
	mending_read(p);
	l->unit = lifetime_unit_find(str_of("D"));
	lives_columns(&job.lives);
	job.frame = &frame;
	job.customer = gathering_run(&job.lives, &frame, crew);
	l->rows = frame.rows;
	for (size_t i = 0; i < frame.rows; i++)
		job.lives.unknown += !job.customer[i].known;
	if (l->has_orders)
		fit_orders(&job, crew, kind ? kind : btyd_kind_find(str_of("mbg")));
	if (l->has_spend)
		fit_spend(&job, crew);
	crew_close(crew);
	note("the columns added are the fit to these rows, not a test of it: hold later orders "
	     "back with "
	     "seg-features --as-of for that");
	lives_start(&job.lives);
	blocks_run(&(struct blocks){ .threads = p->tool->threads,
	                             .state_size = sizeof(struct future_totals),
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = &frame },
	                             .work = write_part,
	                             .done = take_part,
	                             .merge = lives_merge,
	                             .job = &job });
	parts_check(&frame);
	if (p->write)
		lifetime_save(l, p->write, p->writer);
	lives_end(&job.lives, frame.rows);
	free(job.customer);
	frame_release(&frame);
}
