/* learn - trains models by weights: on all rows for use, and without each fold to judge it honestly. */
#include <math.h>
#include <stdlib.h>

#include "diag.h"
#include "drifted.h"
#include "mending.h"
#include "judged.h"
#include "learn.h"
#include "metrics.h"
#include "propensity.h"
#include "refits.h"
#include "spending.h"

#define REPEATS 200            /* bootstrap samples for the intervals of metrics */
#define REPEATED_MOST 20000000 /* rows times samples */
#define INFLATED 10            /* variance that the other columns blow up so much is told */
#define FORETOLD 4096          /* examples at a time */

/* --- fits --- */

static void name_columns(struct classifier *c, struct arena *keep, const struct classify *job)
{
	const struct examples *e = &job->examples;
	const struct tsv_header *h = &job->predict->in.header;

	*c = (struct classifier){ .is_linear = strcmp(job->predict->kind, "linear") == 0,
		                  .target = h->name[e->target],
		                  .positive = e->positive,
		                  .columns = e->columns };
	c->column = ARENA_ARRAY(keep, struct classifier_column, e->columns);
	for (size_t k = 0; k < e->columns; k++)
		c->column[k].name = h->name[e->column[k]];
}

/* Fits to the examples in use. */
static bool fit(struct classifier *c, struct arena *keep, const struct classify *job,
                const bool *use, const double *weight, struct tiles_each by)
{
	const struct examples *e = &job->examples;

	name_columns(c, keep, job);
	return classifier_fit(c, keep,
	                      &(struct classifier_rows){ .value = e->value,
	                                                 .outcome = e->outcome,
	                                                 .weight = weight,
	                                                 .use = use,
	                                                 .n = e->n,
	                                                 .ridge = job->predict->penalty,
	                                                 .lasso = job->predict->lasso,
	                                                 .each = by });
}

/* Fits to the examples that may teach both folds' models (SIZE_MAX: all). */
bool learn_fit(struct classifier *c, const struct classify *job, size_t but, size_t and_but,
               struct crew *crew)
{
	const struct examples *e = &job->examples;
	bool *use = memory_get(e->n, sizeof(*use)), fine;

	for (size_t i = 0; i < e->n; i++)
		use[i] = !isnan(e->outcome[i]) && examples_may_teach(e, i, but) &&
		         examples_may_teach(e, i, and_but);
	fine = fit(c, &job->predict->keep, job, use, e->weight, (struct tiles_each){ crew_each, crew });
	free(use);
	return fine;
}

bool learn_fit_sample(struct classifier *c, struct arena *keep, const struct classify *job,
                      size_t but, const double *weight)
{
	const struct examples *e = &job->examples;
	double *both = memory_get(e->n, sizeof(*both));
	bool *use = memory_get(e->n, sizeof(*use)), fine;

	for (size_t i = 0; i < e->n; i++) {
		both[i] = weight[i] * (e->weight ? e->weight[i] : 1);
		use[i] = !isnan(e->outcome[i]) && weight[i] > 0 && examples_may_teach(e, i, but);
	}
	fine = fit(c, keep, job, use, both, (struct tiles_each){ 0 });
	free(both);
	free(use);
	return fine;
}

_Noreturn void learn_cannot(const struct classifier *c, const char *where)
{
	if (c->is_linear)
		die(STATUS_INPUT,
		    "the weights cannot be fitted%s: %llu rows for %.0f weights, or a weight rests "
		    "on one row "
		    "alone, or the target is the same in all: choose fewer --features or use fewer "
		    "--folds",
		    where, (unsigned long long)c->rows, c->effective);
	die(STATUS_INPUT,
	    "the weights cannot be fitted%s: %llu yes among %llu rows; a column foretells "
	    "the target with "
	    "certainty, or one class is missing: look for a column that gives the answer "
	    "away, use "
	    "fewer --folds, or leave out --penalty=0",
	    where, (unsigned long long)c->yes, (unsigned long long)c->rows);
}

/* Terms that got no weight because other columns make them up. */
static void say_dropped(const struct classify *job)
{
	const struct classifier *c = &job->model;
	size_t zero = 0;

	for (size_t k = 0; k < c->columns; k++) {
		const struct classifier_column *column = &c->column[k];

		for (size_t t = column->is_number ? 0 : 1; t < column->terms; t++) {
			if (!isnan(column->term[t].error) || column->term[t].beta != 0)
				continue;
			if (c->lasso > 0 && column->term[t].sd > 0 && ++zero)
				continue;
			note("%s%s%s: %s, so its weight is 0", shown(column->name).text,
			     column->is_number ? "" : " ",
			     column->is_number ? "" : quote(column->term[t].level).text,
			     column->term[t].sd == 0 ? "the same in every row"
			                             : "other columns make it up");
		}
	}
	if (zero)
		note("--lasso leaves %zu weight%s at 0", zero, zero == 1 ? "" : "s");
}

/* --- answers out of fold --- */

static double number_of(const struct classifier_values *v, size_t i)
{
	return v->number[i / GRAM_ROWS * v->step + i % GRAM_ROWS];
}

/* The same sum as that of classify_judge, in the same order. */
double learn_answer(const struct examples *e, const struct classifier *c, size_t i)
{
	double sum = c->intercept;
	size_t level;

	for (size_t k = 0; k < c->columns; k++)
		sum += e->value[k].is_number
		               ? classifier_number(&c->column[k], number_of(&e->value[k], i))
		               : classifier_word(&c->column[k], e->value[k].text[i], &level);
	return classifier_answer(c, sum);
}

/* The same of a tile's examples by one model: each sum goes through the columns in the same order. */
static void answer_tile(const struct examples *e, const struct classifier *c, size_t tile, double *out)
{
	size_t first = tile * GRAM_ROWS, n = e->n - first < GRAM_ROWS ? e->n - first : GRAM_ROWS, level;
	double sum[GRAM_ROWS];

	for (size_t r = 0; r < GRAM_ROWS; r++)
		sum[r] = c->intercept;
	for (size_t k = 0; k < c->columns; k++) {
		const struct classifier_values *v = &e->value[k];

		if (v->is_number)
			classifier_numbers(&c->column[k], v->number + tile * v->step, sum);
		for (size_t r = 0; !v->is_number && r < n; r++)
			sum[r] += classifier_word(&c->column[k], v->text[first + r], &level);
	}
	for (size_t r = 0; r < n; r++)
		out[first + r] = classifier_answer(c, sum[r]);
}

static void foretell(void *arg, size_t slice)
{
	struct classify *job = arg;

	for (size_t i = slice * FORETOLD; i < job->examples.n && i < (slice + 1) * FORETOLD; i++) {
		const struct classifier *c = classify_judge_of(job, i);

		if (job->fold)
			job->answer[i] = c ? learn_answer(&job->examples, c, i) : NAN;
		else if (i % GRAM_ROWS == 0)
			answer_tile(&job->examples, c, i / GRAM_ROWS, job->answer);
	}
}

void learn_foretell(struct classify *job, struct crew *crew)
{
	crew_each(crew, (job->examples.n + FORETOLD - 1) / FORETOLD, foretell, job);
}

/* --- all of it --- */

/* Of few rows the intervals of metrics mind the models as well, unless those are calibrated. */
static void mind_models(struct classify *job, size_t judged, struct crew *crew)
{
	size_t repeats = job->model.calibration.kind ? 0 : refits_repeats(judged, job->examples.folds);
	double *value = memory_get(repeats, SCORES_METRICS * sizeof(*value));

	if (repeats) {
		refits_run(job, value, repeats, crew);
		scores_span(&job->model.scores, value, repeats, job->predict->confidence);
	}
	free(value);
}

static void score(struct classify *job, struct crew *crew)
{
	struct judged j = judged_open(job);
	const struct predict *p = job->predict;
	size_t repeats;

	for (size_t i = 0; i < job->examples.n; i++)
		judged_add(&j, job, i, job->answer[i], 1);
	if (!j.rows.n)
		die(STATUS_INPUT,
		    "--time: no row is later than enough rows whose outcome was known by then");
	repeats = REPEATED_MOST / j.rows.n < REPEATS ? REPEATED_MOST / j.rows.n : REPEATS;
	if (job->model.is_linear) {
		residuals_take(&job->model.residuals, j.chance, j.outcome, j.rows.n, repeats,
		               p->confidence, p->seed);
	} else {
		scores_take(&job->model.scores, &j.rows, repeats, p->confidence, p->seed);
		mind_models(job, j.rows.n, crew);
	}
	judged_close(&j);
}

static void fit_folds(struct classify *job, struct crew *crew)
{
	struct examples *e = &job->examples;
	uint64_t unjudged = 0;

	job->fold = ARENA_ARRAY(&job->predict->keep, struct classifier, e->folds);
	job->judges = ARENA_ARRAY(&job->predict->keep, bool, e->folds);
	for (size_t f = 0; f < e->folds; f++) {
		job->judges[f] = learn_fit(&job->fold[f], job, f, SIZE_MAX, crew);
		if (!job->judges[f] && !e->day)
			learn_cannot(&job->fold[f], " without one of the folds");
	}
	learn_foretell(job, crew);
	if (!job->model.is_linear && strcmp(job->predict->calibrate, "none") != 0)
		judged_calibrate(job, crew);
	for (size_t i = 0; i < e->n; i++)
		unjudged += isnan(job->answer[i]) != 0;
	if (unjudged)
		note("%llu early row%s without an answer: no earlier ones to learn from whose "
		     "outcome was known by then",
		     (unsigned long long)unjudged, unjudged == 1 ? "" : "s");
}

/* What a column adds when others nearly make it up hangs by a thread. */
static void find_drivers(struct classify *job)
{
	struct classifier *c = &job->model;

	classifier_drivers(c, &job->predict->keep, job->predict->seed);
	for (size_t k = 0; k < c->columns; k++)
		if (c->drivers.inflation[k] > INFLATED)
			warn("%s: the other columns say nearly the same (VIF %.3g), so its own "
			     "weight is very uncertain",
			     shown(c->column[k].name).text, c->drivers.inflation[k]);
}

static void fit_all(struct classify *job, struct crew *crew)
{
	const struct predict *p = job->predict;
	struct classifier *c = &job->model;

	if (!learn_fit(c, job, SIZE_MAX, SIZE_MAX, crew))
		learn_cannot(c, "");
	say_dropped(job);
	drifted_learn(job, crew);
	if (c->is_linear)
		find_drivers(job);
	c->folds = p->folds ? job->examples.folds : 0;
	c->seed = p->seed;
	c->confidence = p->confidence;
	if (c->is_linear)
		detail("linear: %zu columns, %.0f weights, share of the spread %.3g", c->columns,
		       c->effective, c->r_squared);
	else
		detail("%s: %zu columns, ridge %.3g, %.1f parameters that the rows speak for, "
		       "converged in "
		       "%llu steps, "
		       "slope %.1e",
		       p->kind, c->columns, c->ridge, c->effective,
		       (unsigned long long)c->iterations, c->gradient);
	job->answer = ARENA_ARRAY(&job->predict->keep, double, job->examples.n);
	if (p->folds) {
		fit_folds(job, crew);
		score(job, crew);
		return;
	}
	learn_foretell(job, crew);
	note("--folds=0: what is written is foretold by a model that learned from these rows, and "
	     "looks better "
	     "than it "
	     "is");
}

static void check_usage(const struct predict *p)
{
	bool is_linear = strcmp(p->kind, "linear") == 0;

	if (p->metrics && !p->folds)
		die_usage("--write-metrics: with --folds=0 nothing is held back to judge by");
	if (is_linear && (p->decides || p->positive || strcmp(p->calibrate, "none") != 0 ||
	                  p->class_weight != 1 || p->lasso > 0 || !isnan(p->penalty)))
		die_usage("--train=linear foretells a number: --gain, --cost, --positive, "
		          "--calibrate, "
		          "--class-weight, --penalty and --lasso are for --train=logistic");
}

void classify_train(struct predict *p)
{
	struct classify job = { .predict = p };
	struct crew *crew = crew_open(p->tool->threads);
	struct frame frame;

	check_usage(p);
	tool_input(p->tool, &p->in);
	mending_read(p);
	job.frame = &frame;
	examples_read(&job.examples, p, &frame, crew);
	job.column = job.examples.column;
	fit_all(&job, crew);
	crew_close(crew);
	spending_decide(&job);
	classify_start(&job);
	classify_write(&job);
	if (p->metrics)
		metrics_write(&job.model, p->metrics);
	if (p->write)
		propensity_save(&job.model, p->write, p->writer);
	tool_stat(p->tool, "rows_in", p->in.rows);
	tool_stat(p->tool, "rows_out", frame.rows);
	tool_stat(p->tool, "rows_learned", job.model.rows);
	examples_release(&job.examples);
	frame_release(&frame);
}
