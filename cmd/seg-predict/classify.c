/* classify - trains and applies yes-or-no models: the chance, the decision and the reasons of each row. */
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "examples.h"
#include "layout.h"
#include "metrics.h"
#include "num.h"
#include "propensity.h"
#include "reason.h"

#define REPEATS 200            /* bootstrap samples for the intervals of metrics */
#define REPEATED_MOST 20000000 /* rows times samples */

struct job {
	struct predict *predict;
	struct classifier model;
	struct classifier *fold; /* training: the models without each fold */
	struct examples examples;
	const struct frame *frame;
	double *chance; /* training: of each example */
	size_t *column; /* of the input */
	size_t most;    /* columns of any model */
	struct layout layout;
	uint64_t rows;
	uint64_t *missing, *unknown; /* of each column */
	struct str *new_level;       /* the first one met, in the arena */
};

/* --- a row's answer --- */

/* The row's chance; weights, if not NULL, gets what each column adds. False with a fault at what is no number. */
static bool judge(const struct job *job, const struct classifier *c, const struct row *row,
                  size_t number, struct block *b, struct reason *weights, double *chance)
{
	uint64_t *missing = b->tally, *unknown = missing + c->columns;
	double odds = c->intercept;

	for (size_t k = 0; k < c->columns; k++) {
		struct str cell = row_cell(row, job->column[k]);
		double x = NAN, weight;
		bool is_new = false;

		if (!c->column[k].is_number) {
			weight = classifier_word(&c->column[k], cell, &is_new);
			unknown[k] += is_new;
		} else {
			if (cell.n && !num_parse(cell, &x)) {
				fault_set(&b->fault, number, c->column[k].name.p,
				          "not a number: %s", quote(cell).text);
				return false;
			}
			missing[k] += !cell.n;
			weight = classifier_number(&c->column[k], x);
		}
		weights[k] = (struct reason){ weight, k };
		odds += weight;
	}
	*chance = classifier_chance(odds);
	return true;
}

static void put_row(const struct job *job, const struct classifier *c, struct block *b,
                    const struct row *row, struct reason *weights, double chance)
{
	const struct predict *p = job->predict;
	char text[NUM_TEXT];
	struct str own[2 + PREDICT_REASONS_MOST] = { { text, num_print(text, chance) } };
	size_t n = 1, at[PREDICT_REASONS_MOST + 1] = { 0 };

	if (p->decides)
		own[n++] = str_of(chance * p->gain > p->cost ? "yes" : "no");
	buf_clear(&b->scratch);
	if (p->explain)
		reason_sort(weights, c->columns);
	for (size_t i = 0; i < p->explain; i++) {
		if (i < c->columns)
			reason_put(&b->scratch, c, &weights[i],
			           row_cell(row, job->column[weights[i].column]));
		at[i + 1] = b->scratch.n;
	}
	for (size_t i = 0; i < p->explain; i++)
		own[n++] = (struct str){ b->scratch.p + at[i], at[i + 1] - at[i] };
	layout_put_row(&job->layout, &b->out, row, own);
}

static void apply_block(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	size_t rows = input_rows(&job->predict->in, b);
	double chance;

	for (size_t r = 0; r < rows; r++) {
		struct row row = tsv_row(&b->index, &b->in, r);

		if (!judge(job, &job->model, &row, r, b, state, &chance))
			return;
		put_row(job, &job->model, b, &row, state, chance);
	}
}

static void take_tally(struct job *job, const struct block *b)
{
	const uint64_t *tally = b->tally;

	for (size_t k = 0; k < job->model.columns; k++) {
		job->missing[k] += tally[k];
		job->unknown[k] += tally[job->model.columns + k];
	}
}

static void take_block(void *arg, struct block *b)
{
	struct job *job = arg;

	input_done(&job->predict->in, b);
	take_tally(job, b);
	job->rows += b->index.rows;
	out_take(job->predict->out, &b->out);
}

/* The model that never saw the example. */
static const struct classifier *judge_of(const struct job *job, size_t example)
{
	return job->fold ? &job->fold[job->examples.fold[example]] : &job->model;
}

static void write_part(void *arg, struct block *b, void *state)
{
	const struct job *job = arg;
	const struct frame_part *part = &job->frame->part[b->number];
	double chance;

	for (size_t r = 0; r < part->index.rows; r++) {
		struct row row = tsv_row(&part->index, &part->bytes, r);
		size_t place = job->examples.place[part->first + r];
		const struct classifier *c = judge_of(job, place);

		if (!job->predict->explain)
			put_row(job, c, b, &row, state, job->chance[place]);
		else if (judge(job, c, &row, r, b, state, &chance))
			put_row(job, c, b, &row, state, chance);
	}
}

static void take_part(void *arg, struct block *b)
{
	struct job *job = arg;

	out_take(job->predict->out, &b->out);
}

static void say_gaps(const struct job *job)
{
	for (size_t k = 0; k < job->model.columns; k++) {
		const struct classifier_column *c = &job->model.column[k];

		if (job->missing[k])
			note("%s: %llu missing value%s taken for the average", shown(c->name).text,
			     (unsigned long long)job->missing[k], job->missing[k] == 1 ? "" : "s");
		if (job->unknown[k])
			note("%s: %llu row%s with a value that the model does not know, taken for "
			     "the average",
			     shown(c->name).text, (unsigned long long)job->unknown[k],
			     job->unknown[k] == 1 ? "" : "s");
	}
}

static void start_rows(struct job *job)
{
	struct predict *p = job->predict;
	const char *own[2 + PREDICT_REASONS_MOST] = { arena_printf(&p->keep, "p_%.*s",
		                                                   STR_ARG(job->model.target)) };
	struct buf header = { 0 };
	size_t n = 1;

	if (p->decides)
		own[n++] = "decision";
	for (size_t i = 0; i < p->explain; i++)
		own[n++] = arena_printf(&p->keep, "reason_%zu", i + 1);
	job->missing = ARENA_ARRAY(&p->keep, uint64_t, job->model.columns + 1);
	job->unknown = ARENA_ARRAY(&p->keep, uint64_t, job->model.columns + 1);
	layout_make(&job->layout, &p->keep, &p->in.header, own, n, p->in.headerless);
	p->out = out_open(p->tool->output);
	layout_put_header(&job->layout, &header);
	out_take(p->out, &header);
	buf_release(&header);
}

void classify_apply(struct predict *p)
{
	struct job job = { .predict = p };
	struct tsv_header wanted;

	propensity_take(&job.model, &p->keep, &p->model);
	if (p->metrics)
		die_usage("--write-metrics: with -m these are only for models of lifetimes");
	tool_input(p->tool, &p->in);
	wanted = (struct tsv_header){ ARENA_ARRAY(&p->keep, struct str, job.model.columns + 1),
		                      job.model.columns };
	for (size_t k = 0; k < wanted.columns; k++)
		wanted.name[k] = job.model.column[k].name;
	job.column = ARENA_ARRAY(&p->keep, size_t, job.model.columns + 1);
	predict_columns(p, &wanted, job.column);
	start_rows(&job);
	blocks_run(&(struct blocks){ .threads = p->tool->threads,
	                             .tally_size = 2 * (job.model.columns + 1) * sizeof(uint64_t),
	                             .state_size = (job.model.columns + 1) * sizeof(struct reason),
	                             .fill = input_fill,
	                             .from = &p->in,
	                             .work = apply_block,
	                             .done = take_block,
	                             .job = &job });
	say_gaps(&job);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", job.rows);
}

/* --- training --- */

static void each(void *crew, size_t n, void (*fn)(void *arg, size_t i), void *arg)
{
	crew_each(crew, n, fn, arg);
}

static void name_columns(struct classifier *c, const struct job *job)
{
	const struct examples *e = &job->examples;
	const struct tsv_header *h = &job->predict->in.header;

	c->target = h->name[e->target];
	c->positive = e->positive;
	c->columns = e->columns;
	c->column = ARENA_ARRAY(&job->predict->keep, struct classifier_column, e->columns);
	for (size_t k = 0; k < e->columns; k++)
		c->column[k].name = h->name[e->column[k]];
}

/* Fits to all examples but those of one fold. */
static void fit(struct classifier *c, const struct job *job, size_t but, struct crew *crew)
{
	const struct examples *e = &job->examples;
	bool *use = memory_get(e->n, sizeof(*use)), fine;

	for (size_t i = 0; i < e->n; i++)
		use[i] = !isnan(e->outcome[i]) && e->fold[i] != but;
	name_columns(c, job);
	fine = classifier_fit(c, &job->predict->keep, e->value, e->outcome, use, e->n,
	                      job->predict->penalty, (struct tiles_each){ each, crew });
	free(use);
	if (!fine)
		die(STATUS_INPUT,
		    "the weights cannot be fitted%s: %llu yes among %llu rows; a column foretells "
		    "the target with "
		    "certainty, or one class is missing: look for a column that gives the answer "
		    "away, use "
		    "fewer --folds, or leave out --penalty=0",
		    but == SIZE_MAX ? "" : " without one of the folds", (unsigned long long)c->yes,
		    (unsigned long long)c->rows);
}

#define FORETOLD 4096

/* The same sum as that of judge, in the same order. */
static void foretell(void *arg, size_t slice)
{
	struct job *job = arg;
	const struct examples *e = &job->examples;

	for (size_t i = slice * FORETOLD; i < e->n && i < (slice + 1) * FORETOLD; i++) {
		const struct classifier *c = judge_of(job, i);
		double odds = c->intercept;
		bool is_new;

		for (size_t k = 0; k < c->columns; k++)
			odds += e->value[k].is_number
			                ? classifier_number(&c->column[k], e->value[k].number[i])
			                : classifier_word(&c->column[k], e->value[k].text[i], &is_new);
		job->chance[i] = classifier_chance(odds);
	}
}

static void score(struct job *job)
{
	const struct examples *e = &job->examples;
	const struct predict *p = job->predict;
	double *chance = memory_get(e->n, sizeof(*chance)),
	       *outcome = memory_get(e->n, sizeof(*outcome));
	size_t n = 0, repeats;

	for (size_t i = 0; i < e->n; i++)
		if (!isnan(e->outcome[i])) {
			chance[n] = job->chance[i];
			outcome[n++] = e->outcome[i];
		}
	repeats = REPEATED_MOST / n < REPEATS ? REPEATED_MOST / n : REPEATS;
	scores_take(&job->model.scores, chance, outcome, n, repeats, p->confidence, p->seed);
	free(chance);
	free(outcome);
}

/* Terms that got no weight because other columns make them up. */
static void say_dropped(const struct classifier *c)
{
	for (size_t k = 0; k < c->columns; k++) {
		const struct classifier_column *column = &c->column[k];

		for (size_t t = column->is_number ? 0 : 1; t < column->terms; t++)
			if (isnan(column->term[t].error))
				note("%s %s: %s, so its weight is 0", shown(column->name).text,
				     quote(column->term[t].level).text,
				     column->term[t].sd == 0 ? "the same in every row"
				                             : "other columns make it up");
	}
}

static void fit_all(struct job *job, struct crew *crew)
{
	const struct predict *p = job->predict;

	fit(&job->model, job, SIZE_MAX, crew);
	say_dropped(&job->model);
	job->model.folds = p->folds;
	job->model.seed = p->seed;
	job->model.confidence = p->confidence;
	detail("%s: %zu columns, ridge %.3g, %.1f parameters that the rows speak for, converged in "
	       "%llu steps, "
	       "slope %.1e",
	       p->kind, job->model.columns, job->model.ridge, job->model.effective,
	       (unsigned long long)job->model.iterations, job->model.gradient);
	job->chance = ARENA_ARRAY(&job->predict->keep, double, job->examples.n);
	if (p->folds)
		job->fold = ARENA_ARRAY(&job->predict->keep, struct classifier, p->folds);
	else
		note("--folds=0: the chances written are those of the rows learned from, and look "
		     "better than they "
		     "are");
	for (size_t f = 0; f < p->folds; f++)
		fit(&job->fold[f], job, f, crew);
	crew_each(crew, (job->examples.n + FORETOLD - 1) / FORETOLD, foretell, job);
	if (p->folds)
		score(job);
}

void classify_train(struct predict *p)
{
	struct job job = { .predict = p };
	struct crew *crew = crew_open(p->tool->threads);
	struct frame frame;

	if (p->metrics && !p->folds)
		die_usage("--write-metrics: with --folds=0 nothing is held back to judge by");
	tool_input(p->tool, &p->in);
	frame_load(&frame, &p->in, p->tool->threads);
	predict_needs_rows(p, frame.rows);
	job.frame = &frame;
	examples_read(&job.examples, p, &frame, crew, &p->keep);
	job.column = job.examples.column;
	fit_all(&job, crew);
	crew_close(crew);
	start_rows(&job);
	blocks_run(&(struct blocks){ .threads = p->tool->threads,
	                             .tally_size = 2 * (job.model.columns + 1) * sizeof(uint64_t),
	                             .state_size = (job.model.columns + 1) * sizeof(struct reason),
	                             .fill = frame_fill,
	                             .from = &(struct frame_walk){ .frame = &frame },
	                             .work = write_part,
	                             .done = take_part,
	                             .job = &job });
	if (p->metrics)
		metrics_write(&job.model.scores, p->metrics);
	if (p->write)
		propensity_save(&job.model, p->write, p->writer);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", frame.rows);
	tool_stat(p->tool, "rows_learned", job.model.rows);
	examples_release(&job.examples);
	frame_release(&frame);
}
